"""What is wrong with a value, in the listener's words."""

from __future__ import annotations

from app.core.words import Text, _, listed, ngettext, number
from db.ranges.limits import ValueFault, Wrong

_FAULTS = {
    Wrong.TWICE: Text("It occurs twice."),
    Wrong.MISSING: Text("It is missing."),
    Wrong.EMPTY: Text("It is empty."),
    Wrong.NO_TEXT: Text("It isn’t text."),
    Wrong.NULL_CHARACTER: Text("It contains a null character."),
    Wrong.HALF_CHARACTER: Text("It contains half a character."),
    Wrong.NO_NUMBER: Text("It isn’t a number."),
    Wrong.NOT_WHOLE: Text("It isn’t a whole number of 64 bits."),
    Wrong.NOT_FINITE: Text("It isn’t a finite number."),
    Wrong.NO_FLAG: Text("It is neither true nor false."),
    Wrong.NO_INSTANT: Text("It is {value}, not a time between 1800 and 2199."),
    Wrong.NO_ZONE: Text("It is {value}, not within 18 hours of Greenwich."),
    Wrong.NO_PLACE: Text("It is {value}, not a time inside a track."),
    Wrong.NO_COLOUR: Text("It is “{value}”, not a colour like #8a6f9e."),
    Wrong.NO_UID: Text("It is “{value}”, not a uid."),
    Wrong.NO_ICON: Text("It is “{value}”, not an icon’s name."),
    Wrong.NO_PICTURE: Text("It is “{value}”, not a picture’s name."),
    Wrong.NO_LANGUAGE: Text("It is “{value}”, not a language’s code such as en or pt-BR."),
    Wrong.NO_DAY: Text("It is “{value}”, not a day like 1999-12-31."),
    Wrong.NO_ADDRESS: Text("It is “{value}”, not a web address."),
    Wrong.BACKWARDS: Text("It is before the start."),
    Wrong.NO_OBJECT: Text("It isn’t an object."),
    Wrong.NO_LIST: Text("It isn’t a list."),
    Wrong.UNKNOWN_TABLE: Text("This program doesn’t know such a table."),
    Wrong.UNKNOWN_FIELD: Text("This program doesn’t know such a field."),
    Wrong.NO_PATH: Text("It is neither text nor bytes in base64."),
    Wrong.NO_SAMPLES: Text("It isn’t an object with the lists “valence” and “arousal”."),
    Wrong.UNEVEN_SAMPLES: Text("It holds two lists of different lengths."),
    Wrong.SAMPLES_OUTSIDE: Text("It holds something other than whole numbers from -127 to 127."),
    Wrong.NO_LINES: Text("It isn’t a list of lines with a start, an end and a text."),
    Wrong.NO_ANCHORS: Text("It isn’t a list of pairs of times, each later than the one before."),
    Wrong.POINTS_NOWHERE: Text("It refers to {value}, which doesn’t exist."),
    Wrong.BREAKS_RULE: Text("It breaks a rule of the database: {value}."),
}


def fault_in_words(fault: ValueFault) -> str:
    """A sentence about “it”."""
    if fault.wrong is Wrong.TOO_LONG:
        return ngettext(
            "It is longer than one character.",
            "It is longer than {n} characters.",
            round(fault.most),
        )
    if fault.wrong is Wrong.TOO_MANY:
        n = round(fault.most)
        return ngettext("It has more than one item.", "It has more than {n} items.", n)
    if fault.wrong is Wrong.NOT_BETWEEN:
        least, most = _written(fault.least), _written(fault.most)
        return _("It is {value}, not {least} to {most}.", value=fault.value, least=least, most=most)
    if fault.wrong is Wrong.NOT_KNOWN:
        known = listed(fault.known)
        return _("It is “{value}”, not one of {known}.", value=fault.value, known=known)
    return _FAULTS[fault.wrong].filled(value=fault.value)


def _written(limit: float) -> str:
    return number(limit) if isinstance(limit, int) else f"{limit:g}"
