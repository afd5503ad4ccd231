"""One questionnaire read for a page: what is asked, what is known, how areas and kinds are called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from mitsorge.domain.planning.models import SurveyRequest
from mitsorge.domain.planning.queries.figures import network_regions
from mitsorge.domain.planning.queries.surveys import kind_names
from mitsorge.domain.planning.rules.regions import finest_regions
from mitsorge.domain.planning.rules.surveys import Answers, Ask, answers_from, last_day
from mitsorge.face.survey_form import SurveyForm, answer_lines


@dataclass(frozen=True)
class Sheet:
    """`answers` None: not answered. `areas`, `kinds`: code → name."""

    row: SurveyRequest
    prefilled: Answers
    answers: Answers | None
    asks: Sequence[Ask]
    areas: Mapping[str, str]
    kinds: Mapping[str, str]

    def form(self, data: QueryDict | None, *, shown: Answers) -> SurveyForm:
        """The form; `shown` is what stands in it at first."""
        return SurveyForm(
            data,
            asked=self.prefilled,
            shown=shown,
            asks=self.asks,
            areas=self.areas,
            kinds=self.kinds,
            initial={"version": self.row.version},
        )

    def said(self, answers: Answers) -> dict[str, Any]:
        """An answer in words, for `mitsorge/survey/_said.html`."""
        return {
            "said": answer_lines(answers, self.asks, self.areas),
            "remark": answers.remark,
        }

    @property
    def context(self) -> dict[str, Any]:
        """What every page of a questionnaire shows."""
        return {
            "section": "",
            "row": self.row,
            "survey": self.row.survey,
            "organization": self.row.organization,
            "last_day": last_day(self.row.survey.due_on),
        }


def sheet(row: SurveyRequest) -> Sheet:
    """One questionnaire (4 queries)."""
    asked = answers_from(row.prefilled)
    finest = finest_regions(network_regions().regions)
    return Sheet(
        row,
        asked,
        answers_from(row.answers) if row.answers is not None else None,
        [Ask(ask) for ask in row.survey.asks],
        {region.code: region.name for region in finest},
        kind_names({offer.term for offer in asked.offers}),
    )
