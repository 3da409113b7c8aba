"""All settings: what is tunable in the analyses, and overrides from ``workspace.toml``.

What was overridden is printed in the report's provenance. The values with their reasons stand in
the modules of the groups beside this one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from difflib import get_close_matches
from typing import Any

from pmo_toolkit.core.errors import SettingsError
from pmo_toolkit.core.settings.advice import AdviceSettings, ConfidenceSettings
from pmo_toolkit.core.settings.blanks import BlankSettings
from pmo_toolkit.core.settings.capacity import CapacitySettings, FlowSettings
from pmo_toolkit.core.settings.estimating import EstimatingSettings, SimulationSettings
from pmo_toolkit.core.settings.fields import key_of, refuse_unfit, setting
from pmo_toolkit.core.settings.magnitudes import MagnitudeSettings
from pmo_toolkit.core.settings.moderation import ModerationSettings
from pmo_toolkit.core.settings.money import MoneySettings, UpliftSettings
from pmo_toolkit.core.settings.overlaps import OverlapSettings
from pmo_toolkit.core.settings.portfolio import PortfolioSettings
from pmo_toolkit.core.settings.reading import ReadingSettings
from pmo_toolkit.core.settings.revaluation import CapabilitySettings, TicketSettings
from pmo_toolkit.core.settings.scheduling import SchedulingSettings
from pmo_toolkit.core.settings.standing import DependenciesSettings, StandingSettings

MAX_SEED = 2**63 - 1
#: Years outside these bounds are slips, and their days lead out of the calendar.
FIRST_YEAR, LAST_YEAR = 1950, 2150


@dataclass(frozen=True)
class Settings:
    """All tunable defaults, grouped by room. Instances refuse values outside their declared range.

    See `describe` for the table of values, reasons and sources.

    Examples
    --------
    >>> Settings.of(draws=1024).simulation.draws
    1024
    """

    seed: int = setting(
        20261122,
        "any fixed number; recorded in every result so that a run can be repeated",
        low=0,
        high=MAX_SEED,
    )
    simulation: SimulationSettings = field(default_factory=SimulationSettings)
    money: MoneySettings = field(default_factory=MoneySettings)
    blanks: BlankSettings = field(default_factory=BlankSettings)
    dependencies: DependenciesSettings = field(default_factory=DependenciesSettings)
    capacity: CapacitySettings = field(default_factory=CapacitySettings)
    estimating: EstimatingSettings = field(default_factory=EstimatingSettings)
    advice: AdviceSettings = field(default_factory=AdviceSettings)
    confidence: ConfidenceSettings = field(default_factory=ConfidenceSettings)
    standing: StandingSettings = field(default_factory=StandingSettings)
    uplift: UpliftSettings = field(default_factory=UpliftSettings)
    reading: ReadingSettings = field(default_factory=ReadingSettings)
    magnitudes: MagnitudeSettings = field(default_factory=MagnitudeSettings)
    overlaps: OverlapSettings = field(default_factory=OverlapSettings)
    scheduling: SchedulingSettings = field(default_factory=SchedulingSettings)
    moderation: ModerationSettings = field(default_factory=ModerationSettings)
    portfolio: PortfolioSettings = field(default_factory=PortfolioSettings)
    flow: FlowSettings = field(default_factory=FlowSettings)
    capability: CapabilitySettings = field(default_factory=CapabilitySettings)
    tickets: TicketSettings = field(default_factory=TicketSettings)

    def __post_init__(self) -> None:
        refuse_unfit(fields(self)[0], self.seed)

    @classmethod
    def of(cls, **overrides: Any) -> Settings:
        """Defaults with some values replaced, by their names in ``workspace.toml``."""
        return cls().with_overrides(overrides)

    def with_overrides(self, overrides: Mapping[str, Any]) -> Settings:
        """Settings with some values replaced.

        Parameters
        ----------
        overrides : mapping of str to object
            Name in ``workspace.toml`` → value.

        Raises
        ------
        SettingsError
            For a name that does not exist (with the nearest that does) or a value of the wrong
            type or size.
        """
        places = {key_of(declared): (group, declared) for group, declared in _declared()}
        changes: dict[str, dict[str, Any]] = {}
        for name, value in overrides.items():
            if name not in places:
                near = get_close_matches(str(name), sorted(places), n=1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                raise SettingsError(f"settings: there is no setting {name!r}{hint}")
            group, declared = places[name]
            fit = tuple(value) if isinstance(value, list) else value
            changes.setdefault(group, {})[declared.name] = fit
        made: dict[str, Any] = changes.pop("", {})
        for group, values in changes.items():
            made[group] = replace(getattr(self, group), **values)
        return replace(self, **made)

    def as_dict(self) -> dict[str, Any]:
        """Name in ``workspace.toml`` → value, in declared order."""
        return {key_of(declared): self._value(group, declared) for group, declared in _declared()}

    def changed(self) -> dict[str, Any]:
        """Only the values that differ from the defaults."""
        return {
            key_of(declared): self._value(group, declared)
            for group, declared in _declared()
            if self._value(group, declared) != declared.default
        }

    @classmethod
    def describe(cls) -> list[dict[str, Any]]:
        """One record a setting: name, group, default, reason, source."""
        return [
            {
                "name": key_of(declared),
                "group": group,
                "default": declared.default,
                "reason": declared.metadata["reason"],
                "source": declared.metadata["source"],
            }
            for group, declared in _declared()
        ]

    def _value(self, group: str, declared: Field[Any]) -> Any:
        return getattr(getattr(self, group) if group else self, declared.name)


def _declared() -> Iterator[tuple[str, Field[Any]]]:
    """Each setting with the name of its group, the empty text for one that all share."""
    for declared in fields(Settings):
        group: Any = declared.default_factory
        if declared.name in _GROUPS:
            for inner in fields(group):
                yield declared.name, inner
        else:
            yield "", declared


#: Fields of `Settings` that hold a group.
_GROUPS = frozenset(
    declared.name for declared in fields(Settings) if declared.default_factory is not MISSING
)
