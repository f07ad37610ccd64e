import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("opsdesk", "0006_tracking_sources_aftership"),
    ]

    operations = [
        migrations.AlterField(
            model_name="store",
            name="shop_domain",
            field=models.CharField(
                help_text="The permanent domain: brand.myshopify.com",
                max_length=255,
                unique=True,
                validators=[
                    django.core.validators.RegexValidator(
                        r"^[a-z0-9][a-z0-9-]*\.myshopify\.com\Z",
                        "Enter the shop's permanent domain, like brand.myshopify.com, and nothing else.",
                    )
                ],
            ),
        ),
    ]
