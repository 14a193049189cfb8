from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

# What each role may do beside viewing the corpus. Facts that machines made are changed by nobody; a curator's decisions are
# judgements.
CURATED = ("person", "event", "article", "place", "outlet", "reprint", "likelyduplicate")
ADDED = ("judgement", "person", "place")


def make_groups(apps, schema_editor):
    """The groups Viewer, Curator and Administrator. Permissions are otherwise made after all migrations."""
    alias = schema_editor.connection.alias
    for label in ("contenttypes", "auth", "corpus"):
        config = installed.get_app_config(label)
        config.models_module = config.models_module or True
        create_permissions(config, using=alias, apps=apps, verbosity=0)
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    corpus = Permission.objects.using(alias).filter(content_type__app_label="corpus")
    viewing = corpus.filter(codename__startswith="view_")
    curating = [f"change_{name}" for name in CURATED] + [f"add_{name}" for name in ADDED]
    accounts = Permission.objects.using(alias).filter(content_type__app_label="auth")
    roles = {
        "Viewer": viewing,
        "Curator": viewing | corpus.filter(codename__in=curating),
        "Administrator": corpus | accounts,
    }
    for name, permissions in roles.items():
        group, _ = Group.objects.using(alias).get_or_create(name=name)
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("corpus", "0005_judgements"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
