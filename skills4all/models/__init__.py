"""The tables, one noun per file. Importing this package maps every one of them."""

from skills4all.models.account import Account, IdentifierKind, LoginIdentifier, Role, account_roles
from skills4all.models.alert import AlertFrequency, AlertKind, AlertSubscription, AlertTold
from skills4all.models.alert_run import AlertReason, AlertRun
from skills4all.models.application import Application, ApplicationEvent, ApplicationStatus
from skills4all.models.approved_version import ApprovedVersion
from skills4all.models.audit_event import AuditEvent
from skills4all.models.base import Base, new_public_id
from skills4all.models.choices import TIMEZONE, Cefr, Contract, Mode, Relation
from skills4all.models.cohort import Cohort, CohortMember, CohortMemberStatus, CohortStatus
from skills4all.models.column_types import UTCDateTime, utc_now
from skills4all.models.concept_label import ConceptLabel, ConceptType, LabelKind
from skills4all.models.consent import Consent, ConsentPurpose, ConsentWay
from skills4all.models.contact_request import ContactRequest, ContactStatus
from skills4all.models.degree_level import DegreeLevel
from skills4all.models.enrolment import HOLDS_A_SEAT, Enrolment, EnrolmentStatus
from skills4all.models.event import (
    Event,
    EventKind,
    EventRegistration,
    EventStatus,
    RegistrationStatus,
)
from skills4all.models.field_of_study import (
    FieldLevel,
    FieldOfStudy,
    FieldSkill,
    FieldUntaught,
    InferenceReason,
)
from skills4all.models.gap_count import GapCount
from skills4all.models.held_form import HeldForm
from skills4all.models.incentive_scheme import IncentiveScheme, SchemeAudience
from skills4all.models.invitation import Invitation
from skills4all.models.learner import BackgroundStatus, Learner, LearnerBackground, WorkingLanguage
from skills4all.models.learner_skill import EvidenceSource, LearnerSkill
from skills4all.models.message import Message
from skills4all.models.occupation import Occupation, OccupationSkill
from skills4all.models.opening import Opening, OpeningSkill, OpeningStatus, SkillOrigin
from skills4all.models.organisation import (
    MemberRole,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationStatus,
)
from skills4all.models.outbox import Outbox
from skills4all.models.outcome import Outcome, OutcomeEvidence, Situation
from skills4all.models.periodic_run import PeriodicRun
from skills4all.models.place import Place, PlaceKind, PlaceNeighbour
from skills4all.models.plan import Plan, PlanKind, PlanStatus, PlanStep, StepStatus
from skills4all.models.pledge import Pledge, PledgeSkill, PledgeStatus
from skills4all.models.programme import (
    Funding,
    Programme,
    ProgrammeRelation,
    ProgrammeSkill,
    ProgrammeStatus,
)
from skills4all.models.ranking_log import RankingLog
from skills4all.models.rate_counter import RateCounter
from skills4all.models.report import Report, ReportReason, ReportStatus
from skills4all.models.saved_pathway import SavedPathway
from skills4all.models.session import Session, SessionSlot, SessionStatus
from skills4all.models.skill import Skill, SkillKind, SkillNear
from skills4all.models.vocabulary_version import VocabularyVersion

__all__ = [
    "HOLDS_A_SEAT",
    "TIMEZONE",
    "Account",
    "AlertFrequency",
    "AlertKind",
    "AlertReason",
    "AlertRun",
    "AlertSubscription",
    "AlertTold",
    "Application",
    "ApplicationEvent",
    "ApplicationStatus",
    "ApprovedVersion",
    "AuditEvent",
    "BackgroundStatus",
    "Base",
    "Cefr",
    "Cohort",
    "CohortMember",
    "CohortMemberStatus",
    "CohortStatus",
    "ConceptLabel",
    "ConceptType",
    "Consent",
    "ConsentPurpose",
    "ConsentWay",
    "ContactRequest",
    "ContactStatus",
    "Contract",
    "DegreeLevel",
    "Enrolment",
    "EnrolmentStatus",
    "Event",
    "EventKind",
    "EventRegistration",
    "EventStatus",
    "EvidenceSource",
    "FieldLevel",
    "FieldOfStudy",
    "FieldSkill",
    "FieldUntaught",
    "Funding",
    "GapCount",
    "HeldForm",
    "IdentifierKind",
    "IncentiveScheme",
    "InferenceReason",
    "Invitation",
    "LabelKind",
    "Learner",
    "LearnerBackground",
    "LearnerSkill",
    "LoginIdentifier",
    "MemberRole",
    "Membership",
    "Message",
    "Mode",
    "Occupation",
    "OccupationSkill",
    "Opening",
    "OpeningSkill",
    "OpeningStatus",
    "Organisation",
    "OrganisationKind",
    "OrganisationStatus",
    "Outbox",
    "Outcome",
    "OutcomeEvidence",
    "PeriodicRun",
    "Place",
    "PlaceKind",
    "PlaceNeighbour",
    "Plan",
    "PlanKind",
    "PlanStatus",
    "PlanStep",
    "Pledge",
    "PledgeSkill",
    "PledgeStatus",
    "Programme",
    "ProgrammeRelation",
    "ProgrammeSkill",
    "ProgrammeStatus",
    "RankingLog",
    "RateCounter",
    "RegistrationStatus",
    "Relation",
    "Report",
    "ReportReason",
    "ReportStatus",
    "Role",
    "SavedPathway",
    "SchemeAudience",
    "Session",
    "SessionSlot",
    "SessionStatus",
    "Situation",
    "Skill",
    "SkillKind",
    "SkillNear",
    "SkillOrigin",
    "StepStatus",
    "UTCDateTime",
    "VocabularyVersion",
    "WorkingLanguage",
    "account_roles",
    "new_public_id",
    "utc_now",
]
