"""Two people at the same pair, in transactions of their own: one deed, and a clear sentence for the other."""

from datetime import timedelta

from mitsorge.domain.directory.models import Service
from mitsorge.domain.directory.rules import Status
from mitsorge.domain.duplicates import actions
from mitsorge.domain.duplicates.models import Merge
from mitsorge.foundation.journal.models import Entry
from tests.at_once import SEVERAL_WRITERS, at_once
from tests.cast import account
from tests.domain.directory.factories import NOW, organization, service
from tests.domain.duplicates.rows import all_rows

pytestmark = SEVERAL_WRITERS
AT = NOW + timedelta(days=3)
LATER = AT + timedelta(days=1)


def merging(kept, gone, by, at=AT):
    seen = (kept.modified_at, gone.modified_at)
    return lambda: actions.merge(kept=kept, gone=gone, choices={}, seen=seen, by=by, at=at)


def three_houses():
    """Two that are one, a third, and an offer of each."""
    houses = [organization(slug) for slug in ("eins", "zwei", "drei")]
    for house in houses:
        service(f"angebot-{house.slug}", organization=house)
    return (account("frieda"), *houses)


def test_the_same_pair_is_merged_once() -> None:
    frieda, one, two, _three = three_houses()
    outcomes = at_once(*[merging(one, two, frieda)] * 4, with_words=True)
    assert outcomes == ["AlreadyDone: Diese beiden Einträge sind schon zusammengeführt."] * 3 + ["done"]  # fmt: skip
    assert Merge.objects.count() == 1
    assert Entry.objects.filter(event="duplicates.merged").count() == 1


def test_the_same_pair_the_other_way_round_is_merged_once() -> None:
    frieda, one, two, _three = three_houses()
    refused, done = at_once(merging(one, two, frieda), merging(two, one, frieda), with_words=True)
    merge = Merge.objects.get()
    gone = {one.pk: one, two.pk: two}[merge.gone]
    assert done == "done"
    assert refused in (
        f"Refused: „{gone}“ ist schon in einem anderen Eintrag aufgegangen.",
        "AlreadyDone: Diese beiden Einträge sind schon zusammengeführt.",
    )
    assert Service.objects.filter(organization=merge.gone).count() == 0


def test_one_entry_goes_into_one_other() -> None:
    frieda, one, two, three = three_houses()
    refused, done = at_once(merging(one, two, frieda), merging(three, two, frieda), with_words=True)
    assert (refused.partition(":")[0], done) == ("Refused", "done")
    assert Merge.objects.filter(gone=two.pk).count() == 1


def test_two_that_go_into_one_at_once_leave_no_offer_behind() -> None:
    """The second saw an older version of the kept one: it looks again, and nothing of it is half done."""
    frieda, one, two, three = three_houses()
    outcomes = at_once(merging(one, two, frieda), merging(one, three, frieda), with_words=True)
    assert outcomes == [
        "Refused: Jemand hat inzwischen einen der beiden Einträge geändert. Sehen Sie noch einmal hin.",
        "done",
    ]
    gone = Merge.objects.get().gone
    left = ({two.pk, three.pk} - {gone}).pop()
    assert sorted(Service.objects.values_list("organization", flat=True)) == sorted([one.pk, one.pk, left])  # fmt: skip


def test_undone_once() -> None:
    frieda, one, two, _three = three_houses()
    before = all_rows()
    done = merging(one, two, frieda)()
    outcomes = at_once(
        *[lambda: actions.undo(merge_id=done.pk, by=frieda, at=LATER)] * 3, with_words=True
    )
    assert outcomes == ["AlreadyDone: Diese Zusammenführung ist schon rückgängig gemacht."] * 2 + ["done"]  # fmt: skip
    assert all_rows() == before


def test_undone_while_the_kept_one_goes_into_a_third() -> None:
    """Whoever comes first wins, the other hears why; offers are where one of the two deeds put them."""
    frieda, one, two, three = three_houses()
    done = merging(one, two, frieda)()
    one.refresh_from_db()
    refused, outcome = at_once(
        lambda: actions.undo(merge_id=done.pk, by=frieda, at=LATER),
        merging(three, one, frieda, LATER),
    )
    assert (refused.partition(":")[0], outcome) == ("Refused", "done") or refused.startswith(
        "CannotPart"
    )
    done.refresh_from_db()
    two.refresh_from_db()
    owners = sorted(Service.objects.values_list("organization", flat=True))
    if done.undone_at:
        assert (owners, two.status) == (sorted([one.pk, two.pk, three.pk]), Status.ACTIVE)
    else:
        assert (owners, two.status) == ([three.pk] * 3, Status.DEFUNCT)
