from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clusters", "0004_constraints_speak_thai"),
        ("programmes", "0001_initial"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="milestone",
            name="milestone_kind_is_known",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["event", "claim"])),
                name="milestone_kind_is_known",
                violation_error_message="ไม่มีประเภทนี้",
            ),
        ),
        migrations.AlterConstraint(
            model_name="participation",
            name="participation_entry_is_known",
            constraint=models.CheckConstraint(
                condition=models.Q(("entry__in", ["pilot", "new", "continued", "returning", "unknown"])),
                name="participation_entry_is_known",
                violation_error_message="ไม่มีประเภทการเข้าร่วมนี้",
            ),
        ),
        migrations.AlterConstraint(
            model_name="reportedfigure",
            name="figure_revision_once",
            constraint=models.UniqueConstraint(
                fields=("key", "revision"),
                name="figure_revision_once",
                violation_error_message="มีผู้เพิ่มตัวเลขแทนตัวเลขนี้แล้ว",
            ),
        ),
        migrations.AlterConstraint(
            model_name="reportedfigure",
            name="later_revision_supersedes_one",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revision", 1), ("supersedes__isnull", True)),
                    models.Q(("revision__gt", 1), ("supersedes__isnull", False)),
                    _connector="OR",
                ),
                name="later_revision_supersedes_one",
                violation_error_message="ตัวเลขครั้งที่ 2 เป็นต้นไปต้องแทนตัวเลขเดิม ครั้งแรกต้องไม่แทนตัวเลขใด",
            ),
        ),
        migrations.AlterConstraint(
            model_name="round",
            name="round_state_is_known",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["planned", "open", "closed", "historical"])),
                name="round_state_is_known",
                violation_error_message="ไม่มีสถานะนี้",
            ),
        ),
    ]
