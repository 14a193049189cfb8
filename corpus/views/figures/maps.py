"""The locator map of a place: its section of the Earth, dots and labels. Without the database.

The projection is equirectangular, with the scale of longitude correct at the place.
docs/using/maps.md names the source of the land.
"""

import math
from dataclasses import dataclass

WIDTH, HEIGHT = 320, 300  # units of the drawing
LAND_UNITS = 25  # of static/land.svg per degree
LAND_WEST, LAND_EAST = -180, 192  # degrees of longitude that the drawing covers
CROPS = ((12, 5), (20, 5), (32, 10))  # degrees of latitude shown, degrees between the lines of the grid
ENOUGH = 3  # other places that a crop should show
APART = 24  # units between two dots, so that each can be tapped
EDGE = 10  # units between a dot and the frame
LETTER, BOLD = 6.2, 7.2  # width of a letter of a label, and of that of the place itself
LONGEST = 24  # letters of a label
INSET = (92, 37)  # the world from 85 degrees north to 60 south
RADIUS = 6371  # kilometres, of the Earth


@dataclass(frozen=True)
class Spot:
    """A place on the map, with its label and its link."""

    name: str
    url: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Dot:
    """The dot of a spot. Its label is empty if there is no room for it."""

    spot: Spot
    x: float
    y: float
    label: str
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True)
class Line:
    """A line of the grid. Its label is empty if there is no room for it."""

    x1: float
    y1: float
    x2: float
    y2: float
    label: str


@dataclass(frozen=True)
class Box:
    """A rectangle of the drawing."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Box") -> bool:
        """Return whether the boxes overlap."""
        apart_x = self.x + self.width <= other.x or other.x + other.width <= self.x
        apart_y = self.y + self.height <= other.y or other.y + other.height <= self.y
        return not (apart_x or apart_y)

    def within(self, other: "Box") -> bool:
        """Return whether the box lies inside the other."""
        inside_x = other.x <= self.x and self.x + self.width <= other.x + other.width
        return inside_x and other.y <= self.y and self.y + self.height <= other.y + other.height


@dataclass(frozen=True)
class Scale:
    length: float
    label: str


@dataclass(frozen=True)
class Map:
    """A drawing of WIDTH by HEIGHT units."""

    place: Dot
    dots: tuple[Dot, ...]
    meridians: tuple[Line, ...]
    parallels: tuple[Line, ...]
    land: tuple[str, ...]
    scale: Scale
    inset: Box
    inset_box: Box
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class _Crop:
    latitude: float
    longitude: float
    tall: float
    step: int

    @property
    def north(self) -> float:
        """Units per degree of latitude."""
        return HEIGHT / self.tall

    @property
    def east(self) -> float:
        """Units per degree of longitude, near the poles at least those at 80 degrees."""
        return self.north * math.cos(math.radians(min(abs(self.latitude), 80)))

    def at(self, spot: Spot) -> tuple[float, float]:
        """Return the coordinates of a spot on the drawing."""
        across = (spot.longitude - self.longitude + 180) % 360 - 180
        return WIDTH / 2 + across * self.east, HEIGHT / 2 - (spot.latitude - self.latitude) * self.north

    def shows(self, spot: Spot) -> bool:
        """Return whether a spot lies inside the frame, with a margin."""
        x, y = self.at(spot)
        return EDGE <= x <= WIDTH - EDGE and EDGE <= y <= HEIGHT - EDGE


def locate(place: Spot, others: list[Spot]) -> Map:
    """Return a map around a place, as narrow as shows ENOUGH of the others, which are given nearest first."""
    crops = [_Crop(place.latitude, place.longitude, tall, step) for tall, step in CROPS]
    crop = next((one for one in crops if sum(map(one.shows, others)) >= ENOUGH), None)
    if crop is None:
        most = max(sum(map(one.shows, others)) for one in crops)
        crop = next(one for one in crops if sum(map(one.shows, others)) == most) if most else crops[1]
    scale = _scale(crop)
    inset = _inset(crop, others)
    taken = [inset, Box(0, HEIGHT - 34, scale.length + 24, 34)]
    x, y = crop.at(place)
    points = [(place, x, y)]
    for spot in others:
        x, y = crop.at(spot)
        free = not any(Box(x - 6, y - 6, 12, 12).meets(box) for box in taken)
        if crop.shows(spot) and free and all(math.dist((x, y), point[1:]) >= APART for point in points):
            points.append((spot, x, y))
    taken += [Box(x - 5, y - 5, 10, 10) for _, x, y in points]
    dots = []
    for spot, x, y in points:
        clear, letter = (13, BOLD) if spot is place else (8, LETTER)
        dot, box = _label(spot, x, y, taken, clear=clear, letter=letter)
        dots.append(dot)
        taken += [box] if box else []
    meridians, parallels = _meridians(crop, inset), _parallels(crop, inset)
    return Map(dots[0], tuple(dots[1:]), meridians, parallels, _land(crop), scale, inset, _inset_box(crop))


def _label(spot: Spot, x: float, y: float, taken: list[Box], *, clear: float, letter: float) -> tuple[Dot, Box | None]:
    text = spot.name if len(spot.name) <= LONGEST else f"{spot.name[: LONGEST - 1].rstrip()}…"
    wide, frame = len(text) * letter, Box(2, 2, WIDTH - 4, HEIGHT - 4)
    for anchor, left, dx, dy in (
        ("start", clear, clear, 4), ("end", -clear - wide, -clear, 4),
        ("middle", -wide / 2, 0, -clear - 1), ("middle", -wide / 2, 0, clear + 10),
    ):  # fmt: skip
        box = Box(x + left, y + dy - 11, wide, 14)
        if box.within(frame) and not any(box.meets(other) for other in taken):
            return Dot(spot, round(x, 1), round(y, 1), text, round(x + dx, 1), round(y + dy, 1), anchor), box
    return Dot(spot, round(x, 1), round(y, 1), "", 0, 0, ""), None


def _meridians(crop: _Crop, inset: Box) -> tuple[Line, ...]:
    half = WIDTH / 2 / crop.east
    lines = []
    for degree in _multiples(crop.longitude - half, crop.longitude + half, crop.step):
        x = round(WIDTH / 2 + (degree - crop.longitude) * crop.east, 1)
        free = x < WIDTH - 36 and not Box(x, 0, 40, 14).meets(inset)
        lines.append(Line(x, 0, x, HEIGHT, longitude((degree + 180) % 360 - 180) if free else ""))
    return tuple(lines)


def _parallels(crop: _Crop, inset: Box) -> tuple[Line, ...]:
    lines = []
    for degree in _multiples(crop.latitude - crop.tall / 2, crop.latitude + crop.tall / 2, crop.step):
        y = round(HEIGHT / 2 - (degree - crop.latitude) * crop.north, 1)
        free = 28 < y < HEIGHT - 40 and not Box(0, y - 14, 40, 14).meets(inset)
        if abs(degree) <= 90:
            lines.append(Line(0, y, WIDTH, y, latitude(degree) if free else ""))
    return tuple(lines)


def _multiples(low: float, high: float, step: int) -> range:
    return range(math.ceil(low / step) * step, math.floor(high / step) * step + 1, step)


def _land(crop: _Crop) -> tuple[str, ...]:
    """Return the transforms that place the land in the frame: one, or two if the date line crosses it."""
    half = WIDTH / 2 / crop.east
    found = []
    for turn in (-360, 0, 360):
        if LAND_WEST + turn < crop.longitude + half and LAND_EAST + turn > crop.longitude - half:
            x = WIDTH / 2 + (turn - crop.longitude) * crop.east
            y = HEIGHT / 2 + crop.latitude * crop.north
            found.append(
                f"translate({x:.1f} {y:.1f}) scale({crop.east / LAND_UNITS:.4f} {crop.north / LAND_UNITS:.4f})"
            )
    return tuple(found)


def _scale(crop: _Crop) -> Scale:
    a_unit = math.radians(1) * RADIUS / crop.north
    length = max(km for km in (50, 100, 200, 500, 1000) if km / a_unit <= WIDTH / 4)
    return Scale(round(length / a_unit, 1), f"{length:,} km")


def _inset(crop: _Crop, others: list[Spot]) -> Box:
    """Return the box of the world map, in the corner where it covers the fewest spots."""
    wide, tall = INSET
    right, bottom = WIDTH - wide - 6, HEIGHT - tall - 6
    corners = [Box(x, y, wide, tall) for x, y in ((right, bottom), (right, 6), (6, 6))]
    points = [crop.at(spot) for spot in others]
    return min(corners, key=lambda box: sum(Box(x - 6, y - 6, 12, 12).meets(box) for x, y in points))


def _inset_box(crop: _Crop) -> Box:
    """Return the frame of the map in units of the land, large enough to be seen."""
    wide = max(min(WIDTH / crop.east, 360), 18) * LAND_UNITS
    tall = max(crop.tall, 18) * LAND_UNITS
    x, y = crop.longitude * LAND_UNITS - wide / 2, -crop.latitude * LAND_UNITS - tall / 2
    return Box(round(x, 1), round(y, 1), round(wide, 1), round(tall, 1))


def distance(one: Spot, other: Spot) -> float:
    """Return the great-circle distance in kilometres."""
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(other.longitude - one.longitude)
    half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(across / 2) ** 2
    return 2 * RADIUS * math.asin(min(1, math.sqrt(half)))


def distance_words(kilometres: float) -> str:
    """Return a distance rounded to the precision of coordinates in tenths of a degree: "190 km"."""
    return f"{round(kilometres, -1):,.0f} km" if kilometres >= 15 else "less than 15 km"


def latitude(degrees: float) -> str:
    return f"{_number(degrees)}° {'S' if degrees < 0 else 'N'}" if degrees else "0°"


def longitude(degrees: float) -> str:
    if abs(degrees) == 180:
        return "180°"
    return f"{_number(degrees)}° {'W' if degrees < 0 else 'E'}" if degrees else "0°"


def _number(degrees: float) -> str:
    return f"{abs(degrees):.2f}".rstrip("0").rstrip(".")
