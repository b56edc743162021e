from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0002_constraints_speak_thai")]

    operations = [
        migrations.RemoveConstraint(
            model_name="milestone",
            name="milestone_years_are_ordered",
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("to_year__isnull", True),
                    models.Q(("to_year__gte", models.F("year")), ("year__isnull", False)),
                    _connector="OR",
                ),
                name="milestone_years_are_ordered",
                violation_error_message="ปีสิ้นสุดต้องมีปีเริ่ม และต้องไม่มาก่อนปีเริ่ม",
            ),
        ),
    ]
