"""The groups of accounts and their permissions."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions

# What a curator may change and add. What was read from texts is changed by judgements only.
CHANGED = ("person", "event", "article", "place", "outlet", "reprint", "likelyduplicate", "likelysameevent")
ADDED = ("judgement", "person", "place")


def make_groups(apps, using: str = "default") -> None:
    """Create the groups Viewer, Curator and Administrator, or add to them the permissions they lack.

    Django creates permissions after all migrations, so the missing ones are created first. apps: the registry, or that
    of a migration.
    """
    for label in ("contenttypes", "auth", "corpus"):
        config = installed.get_app_config(label)
        config.models_module = config.models_module or True
        create_permissions(config, using=using, apps=apps, verbosity=0)
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    corpus = Permission.objects.using(using).filter(content_type__app_label="corpus")
    viewing = corpus.filter(codename__startswith="view_")
    curating = [f"change_{name}" for name in CHANGED] + [f"add_{name}" for name in ADDED]
    accounts = Permission.objects.using(using).filter(content_type__app_label="auth")
    permissions = {
        "Viewer": viewing,
        "Curator": viewing | corpus.filter(codename__in=curating),
        "Administrator": corpus | accounts,
    }
    for name, granted in permissions.items():
        group, _ = Group.objects.using(using).get_or_create(name=name)
        group.permissions.add(*granted)
