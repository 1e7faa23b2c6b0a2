"""Tables, one file a noun, named as in `tiendo.model`. No logic in save() and no signals: verbs live in `actions`."""

from tiendo_web.records.models.closing import Closing, Declared, Override
from tiendo_web.records.models.comment import Comment
from tiendo_web.records.models.document import Article, Document, Figure, FigureReview, ReportText
from tiendo_web.records.models.event import Event
from tiendo_web.records.models.observation import Observation, Return
from tiendo_web.records.models.office import Office, Right, Role, User
from tiendo_web.records.models.place import Membership, Place, Title
from tiendo_web.records.models.redrawing import PlaceShape, Redrawing, RedrawnLine, RedrawnPlace
from tiendo_web.records.models.target import Baseline, Condition, Milestone, Programme, Share, Target, TargetSet
from tiendo_web.records.models.task import Circulation, Directive, Funding, Obstacle, Remedy, Task
from tiendo_web.records.models.total import PlaceResult, ResultPart, StoredTotals

__all__ = [
    "Article",
    "Baseline",
    "Circulation",
    "Closing",
    "Comment",
    "Condition",
    "Declared",
    "Directive",
    "Document",
    "Event",
    "Figure",
    "FigureReview",
    "Funding",
    "Membership",
    "Milestone",
    "Observation",
    "Obstacle",
    "Office",
    "Override",
    "Place",
    "PlaceResult",
    "PlaceShape",
    "Programme",
    "Redrawing",
    "RedrawnLine",
    "RedrawnPlace",
    "Remedy",
    "ReportText",
    "ResultPart",
    "Return",
    "Right",
    "Role",
    "Share",
    "StoredTotals",
    "Target",
    "TargetSet",
    "Task",
    "Title",
    "User",
]
