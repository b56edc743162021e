from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clusters", "0003_cluster_trigrams"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="centreprovince",
            name="province_has_one_centre_from_a_year",
            constraint=models.UniqueConstraint(
                fields=("province", "from_year"),
                name="province_has_one_centre_from_a_year",
                violation_error_message="มีศูนย์ที่ดูแลจังหวัดนี้ตั้งแต่ปีนี้แล้ว",
            ),
        ),
        migrations.AlterConstraint(
            model_name="centreprovince",
            name="responsibility_basis_is_known",
            constraint=models.CheckConstraint(
                condition=models.Q(("basis__in", ["read", "unverified"])),
                name="responsibility_basis_is_known",
                violation_error_message="ไม่มีที่มาแบบนี้",
            ),
        ),
        migrations.AlterConstraint(
            model_name="cluster",
            name="cluster_state_is_known",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "public", "ended", "merged"])),
                name="cluster_state_is_known",
                violation_error_message="ไม่มีสถานะนี้",
            ),
        ),
        migrations.AlterConstraint(
            model_name="clusterprovince",
            name="province_once_per_cluster",
            constraint=models.UniqueConstraint(
                fields=("cluster", "province"),
                name="province_once_per_cluster",
                violation_error_message="คลัสเตอร์นี้มีจังหวัดนี้อยู่แล้ว",
            ),
        ),
        migrations.AlterConstraint(
            model_name="promotioncentre",
            name="centre_number_is_0_to_11",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__lte", 11)),
                name="centre_number_is_0_to_11",
                violation_error_message="ศูนย์ส่งเสริมอุตสาหกรรมมีภาคที่ 1 ถึง 11 และ 0 คือส่วนกลาง",
            ),
        ),
        migrations.AlterConstraint(
            model_name="province",
            name="province_region_is_known",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("region__in", ["bangkok", "central", "eastern", "western", "northern", "northeastern", "southern"])
                ),
                name="province_region_is_known",
                violation_error_message="ไม่มีภูมิภาคนี้",
            ),
        ),
    ]
