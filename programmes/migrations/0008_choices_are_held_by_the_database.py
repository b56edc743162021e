from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0007_lock_requests"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["", "graduated", "funding_ended", "withdrew", "merged"])),
                name="participation_outcome_is_known",
                violation_error_message="ไม่มีผลเมื่อออกจากโครงการนี้",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("scope__in", ["not_stated", "department", "funder", "all"])),
                name="figure_scope_is_known",
                violation_error_message="ไม่มีขอบเขตแหล่งงบนี้",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("year_basis__in", ["stated", "inferred", "assumed", "as_written"]),
                    ("scope_basis__in", ["", "stated", "inferred", "assumed", "as_written"]),
                ),
                name="figure_bases_are_known",
                violation_error_message="ไม่มีที่มาแบบนี้",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("qualifier__in", ["exact", "at_least", "over"])),
                name="figure_qualifier_is_known",
                violation_error_message="ไม่มีความหมายของค่านี้",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("confidence__in", ["", "very_high", "high", "medium", "low"])),
                name="figure_confidence_is_known",
                violation_error_message="ไม่มีความเชื่อมั่นระดับนี้",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(("title_language__in", ["th", "en"])),
                name="source_title_is_thai_or_english",
                violation_error_message="ภาษาของชื่อเป็นไทยหรืออังกฤษ",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(("year_kind__in", ["fiscal", "plain"])),
                name="source_meaning_of_year_is_known",
                violation_error_message="ไม่มีความหมายของปีนี้",
            ),
        ),
    ]
