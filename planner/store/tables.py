"""The tables as Peewee classes, for queries inside the store. They never leave it.

Migrations make the tables; a test holds these classes against the migrated schema.
"""

from __future__ import annotations

import peewee as pw


class Person(pw.Model):
    id = pw.AutoField()
    uid = pw.TextField(unique=True)
    display_name = pw.TextField()
    sort_name = pw.TextField()
    name_key = pw.TextField(default="")
    given = pw.TextField(default="")
    family = pw.TextField(default="")
    additional = pw.TextField(default="")
    prefix = pw.TextField(default="")
    suffix = pw.TextField(default="")
    nickname = pw.TextField(default="")
    organisation = pw.TextField(default="")
    title = pw.TextField(default="")
    standing = pw.TextField(default="known")
    circle = pw.TextField(null=True)
    keep_in_touch = pw.IntegerField(null=True)
    why_connected = pw.TextField(default="")
    how_met = pw.TextField(default="")
    met_on = pw.TextField(default="")
    met_through = pw.IntegerField(null=True)
    birthday = pw.TextField(default="")
    zone = pw.TextField(default="")
    languages = pw.TextField(default="")
    city = pw.TextField(default="")
    country = pw.TextField(default="")
    note = pw.TextField(default="")
    archived = pw.IntegerField(default=0)
    extra = pw.TextField(default="")
    imported = pw.TextField(default="")
    created_at = pw.TextField()
    updated_at = pw.TextField()
    merged = pw.TextField(default="")


class Photo(pw.Model):
    id = pw.AutoField()
    person_id = pw.IntegerField(unique=True)
    media_type = pw.TextField()
    data = pw.BlobField()


class ContactPoint(pw.Model):
    id = pw.AutoField()
    person_id = pw.IntegerField()
    position = pw.IntegerField()
    kind = pw.TextField()
    label = pw.TextField(default="")
    value = pw.TextField()
    normal = pw.TextField(default="")
    preferred = pw.IntegerField(default=0)
    extra = pw.TextField(default="")

    class Meta:
        table_name = "contact_point"


class Fact(pw.Model):
    id = pw.AutoField()
    person_id = pw.IntegerField()
    position = pw.IntegerField()
    kind = pw.TextField()
    text = pw.TextField()
    since = pw.TextField(default="")


class Tag(pw.Model):
    id = pw.AutoField()
    name = pw.TextField(unique=True)
    colour = pw.TextField(default="")


class PersonTag(pw.Model):
    id = pw.AutoField()
    person_id = pw.IntegerField()
    tag_id = pw.IntegerField()

    class Meta:
        table_name = "person_tag"


class Acquaintance(pw.Model):
    id = pw.AutoField()
    a_id = pw.IntegerField()
    b_id = pw.IntegerField()
    strength = pw.IntegerField(default=2)
    kind = pw.TextField(default="")
    how = pw.TextField(default="")
    since = pw.TextField(default="")


class Objective(pw.Model):
    id = pw.AutoField()
    title = pw.TextField()
    why = pw.TextField(default="")
    done_when = pw.TextField(default="")
    by_date = pw.TextField(default="")
    status = pw.TextField(default="active")
    colour = pw.TextField(default="")


class Ask(pw.Model):
    id = pw.AutoField()
    objective_id = pw.IntegerField()
    kind = pw.TextField()
    text = pw.TextField()
    done_when = pw.TextField(default="")
    by_date = pw.TextField(default="")
    status = pw.TextField(default="open")
    position = pw.IntegerField(default=0)


class AskName(pw.Model):
    id = pw.AutoField()
    ask_id = pw.IntegerField()
    person_id = pw.IntegerField()
    rank = pw.IntegerField()
    why = pw.TextField(default="")

    class Meta:
        table_name = "ask_name"


class Meeting(pw.Model):
    id = pw.AutoField()
    uid = pw.TextField(unique=True)
    sequence = pw.IntegerField(default=0)
    starts_at = pw.TextField(null=True)
    zone = pw.TextField(default="")
    minutes = pw.IntegerField(default=25)
    place = pw.TextField(default="")
    link = pw.TextField(default="")
    format = pw.TextField(null=True)
    status = pw.TextField(default="draft")
    agenda = pw.TextField(default="[]")


class MeetingPerson(pw.Model):
    id = pw.AutoField()
    meeting_id = pw.IntegerField()
    person_id = pw.IntegerField()

    class Meta:
        table_name = "meeting_person"


class Purpose(pw.Model):
    id = pw.AutoField()
    meeting_id = pw.IntegerField(unique=True)
    kind = pw.TextField()
    statement = pw.TextField(default="")
    why = pw.TextField(default="")
    outcome = pw.TextField(default="")
    give = pw.TextField(default="")
    ask_id = pw.IntegerField(null=True)
    review_passed = pw.IntegerField(null=True)
    review_gate = pw.TextField(null=True)
    review_at = pw.TextField(null=True)
    review_statement = pw.TextField(null=True)
    review_why = pw.TextField(null=True)
    review_outcome = pw.TextField(null=True)
    review_findings = pw.TextField(null=True)
    review_appeal = pw.TextField(null=True)


class Interaction(pw.Model):
    id = pw.AutoField()
    uid = pw.TextField(null=True)
    at = pw.TextField()
    channel = pw.TextField()
    summary = pw.TextField(default="")
    fun = pw.TextField(default="")
    meeting_id = pw.IntegerField(null=True)
    felt = pw.TextField(default="")
    answer = pw.TextField(default="")


class InteractionPerson(pw.Model):
    id = pw.AutoField()
    interaction_id = pw.IntegerField()
    person_id = pw.IntegerField()

    class Meta:
        table_name = "interaction_person"


class FollowUp(pw.Model):
    id = pw.AutoField()
    person_id = pw.IntegerField()
    text = pw.TextField()
    direction = pw.TextField()
    due = pw.TextField(default="")
    time = pw.TextField(default="")
    zone = pw.TextField(default="")
    status = pw.TextField(default="open")
    repeats = pw.TextField(default="")
    snoozed_until = pw.TextField(default="")
    meeting_id = pw.IntegerField(null=True)
    interaction_id = pw.IntegerField(null=True)
    done_at = pw.TextField(default="")

    class Meta:
        table_name = "follow_up"


class Introduction(pw.Model):
    id = pw.AutoField()
    connector_id = pw.IntegerField()
    source_id = pw.IntegerField()
    target_id = pw.IntegerField()
    ask_id = pw.IntegerField(null=True)
    status = pw.TextField(default="idea")
    source_agreed = pw.TextField(default="")
    target_agreed = pw.TextField(default="")


class IntroductionMessage(pw.Model):
    id = pw.AutoField()
    introduction_id = pw.IntegerField()
    to_id = pw.IntegerField()
    text = pw.TextField()
    sent_at = pw.TextField(default="")

    class Meta:
        table_name = "introduction_message"


class Reminder(pw.Model):
    id = pw.AutoField()
    follow_up_id = pw.IntegerField(null=True)
    meeting_id = pw.IntegerField(null=True)
    fires_at = pw.TextField()
    state = pw.TextField(default="waiting")


class Setting(pw.Model):
    id = pw.AutoField()
    key = pw.TextField(unique=True)
    value = pw.TextField()
