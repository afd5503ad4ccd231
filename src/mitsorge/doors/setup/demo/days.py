"""What happened lately: news, reports that wait, searches in vain, letters in the outbox."""

from datetime import timedelta

from mitsorge.domain.directory.models import MissedSearch, Report, Service
from mitsorge.domain.stories.models import News
from mitsorge.doors.setup.demo import library, speech
from mitsorge.doors.setup.demo.dice import dice
from mitsorge.doors.setup.demo.houses import Builder, House
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.post import actions as post
from mitsorge.foundation.post.rules import Draft


def live(builder: Builder, network: Network, home: House) -> None:
    """The last weeks of the network; `home` is the house the news speak of."""
    _news(builder, home)
    _reports(builder, network)
    _missed(builder)
    _letters(builder, network)


def _news(builder: Builder, home: House) -> None:
    words = {"in_home": speech.in_place(home.place.name)}
    News.objects.bulk_create(
        News(
            title=entry["title"],
            text=entry["text"].format(**words),
            published_on=builder.at.date() - timedelta(days=entry["days"]),
        )
        for entry in library.table("days")["news"]
    )


def _reports(builder: Builder, network: Network) -> None:
    entries = library.table("days")["report"]
    offers = {
        offer.name: offer
        for offer in Service.objects.filter(name__in=[each.get("offer", "") for each in entries])
    }
    Report.objects.bulk_create(
        Report(
            kind=entry["kind"],
            service=offers.get(entry.get("offer", "")),
            page=entry.get("page", ""),
            text=entry["text"],
            reply_to=entry.get("reply_to", ""),
            key=f"demo-{number}",
            created_at=builder.at - timedelta(days=entry["days"], hours=2),
            due_on=builder.at.date() + timedelta(days=network.report_days + 2 - entry["days"]),
        )
        for number, entry in enumerate(entries)
    )


def _missed(builder: Builder) -> None:
    monday = builder.at.date() - timedelta(days=builder.at.weekday())
    MissedSearch.objects.bulk_create(
        MissedSearch(
            words=entry["words"],
            place=builder.ground.draw(dice(builder.preset, "missed", number)).name,
            week=monday - timedelta(weeks=entry["weeks"]),
            count=entry["count"],
        )
        for number, entry in enumerate(library.table("days")["missed"])
    )


def _letters(builder: Builder, network: Network) -> None:
    words = {
        "office": network.office_name,
        "phone": network.phone,
        "report_days": network.report_days,
        "network": str(network),
    }
    post.enqueue_many(
        [
            Draft(
                to=entry["to"],
                subject=entry["subject"],
                text=entry["text"].strip().format(**words),
                key=f"demo-{number}",
                purpose="Beispiel",
            )
            for number, entry in enumerate(library.table("days")["letter"])
        ],
        at=builder.at,
    )
