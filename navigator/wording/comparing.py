"""Distance, order, and what a row of a comparison says -> sentences."""

from __future__ import annotations

from navigator.domain.distances import Distance
from navigator.routing.alternatives import Compared
from navigator.search import Order, SearchPage
from navigator.wording.journeys import JourneyWording


class ComparisonWording(JourneyWording):
    """Words services that stand one after another or side by side."""

    def distance(self, distance: Distance) -> str:
        """How far the published address is from home, in a straight line."""
        if distance.under:
            return self._ngettext(
                "Its address is less than %(num)d mile from home, as the crow flies",
                "Its address is less than %(num)d miles from home, as the crow flies",
                distance.miles,
            )
        return self._ngettext(
            "Its address is about %(num)d mile from home, as the crow flies",
            "Its address is about %(num)d miles from home, as the crow flies",
            distance.miles,
        )

    def ages_of(self, row: Compared) -> list[str]:
        """Every age limit, of the service itself and of its ways in; empty where no source names one."""
        return list(
            dict.fromkeys(self._ages(ages) for ages in row.ages if ages.minimum or ages.maximum is not None)
        )

    def order(self, order: Order) -> str:
        """The name of an order of the list."""
        _ = self._gettext
        return {
            Order.BEST: _("Best match"),
            Order.NEAREST: _("Nearest"),
            Order.SHORTEST_WAIT: _("Shortest published wait"),
            Order.START_NOW: _("Can start now"),
        }[order]

    def order_note(self, page: SearchPage) -> str:
        """What the order rests on, and what comes after because nobody publishes it; empty for the best match."""
        counted = {"num": page.measured, "total": page.total}
        match page.order:
            case Order.NEAREST:
                return self._ngettext(
                    "%(num)d of %(total)d gives a full address. The rest come after: by phone, online, in several "
                    "places, or with no address published. Distances are straight lines, not journeys.",
                    "%(num)d of %(total)d give a full address. The rest come after: by phone, online, in several "
                    "places, or with no address published. Distances are straight lines, not journeys.",
                    **counted,
                )
            case Order.SHORTEST_WAIT:
                return self._ngettext(
                    "%(num)d of %(total)d publishes how long people usually wait. The rest come after: their wait "
                    "is not known, which does not mean that it is short.",
                    "%(num)d of %(total)d publish how long people usually wait. The rest come after: their wait "
                    "is not known, which does not mean that it is short.",
                    **counted,
                )
            case Order.START_NOW:
                return self._ngettext(
                    "%(num)d of %(total)d needs no referral and publishes no waiting time. It comes first. Ask "
                    "whether there is a queue.",
                    "%(num)d of %(total)d need no referral and publish no waiting time. They come first. Ask "
                    "whether there is a queue.",
                    **counted,
                )
        return ""
