"""The disclosure form of 31 fields (US origin, voluntary in the UK), in our words."""

from dataclasses import dataclass

FORM_NAME = "31-field disclosure form (US origin, voluntary in the UK)"


@dataclass(frozen=True, slots=True)
class CardField:
    """One field: its code, what it is called, the question to the supplier, and a hint.

    `answered_by` names the parts of a CHAI card that say the same.
    """

    code: str
    label: str
    ask: str
    hint: str
    answered_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Fields that belong together; `number` is its place on the form."""

    number: int
    title: str
    fields: tuple[CardField, ...]


def _form(code: str, label: str, ask: str, hint: str, *answered_by: str) -> CardField:
    return CardField(f"hti.{code}", label, ask, hint, tuple(f"chai.{one}" for one in answered_by))


_DETAILS = (
    _form(
        "det_developer",
        "Developer and contact",
        "Who developed it, and whom do we contact?",
        "The firm that made it, with a mailbox or telephone.",
        "ModelDeveloper",
        "DeveloperContact",
    ),
    _form(
        "det_funding",
        "Who funded development",
        "Who paid for its development?",
        "Investors, grants, partners; “ourselves” is an answer.",
        "FundingSource",
    ),
    _form(
        "det_output",
        "What value it outputs",
        "What exactly does it show or return?",
        "Such as: a yes or no for each scan.",
        "OutcomesAndOutputs",
    ),
    _form(
        "det_output_kind",
        "Kind of output",
        "Is its output a prediction, a classification, a recommendation, or something else?",
        "One word and an example.",
        "OutcomesAndOutputs",
    ),
)
_PURPOSE = (
    _form(
        "pur_use",
        "Intended use",
        "What is it intended for?",
        "The statement that was registered, word for word.",
        "IntendedUseAndWorkflow",
    ),
    _form(
        "pur_patients",
        "Intended patients",
        "For which patients is it intended?",
        "Ages, conditions, settings.",
        "TargetedPatientPopulation",
    ),
    _form(
        "pur_users",
        "Intended users",
        "Who is meant to use it?",
        "Professions, and the training they need.",
        "PrimaryIntendedUsers",
    ),
    _form(
        "pur_role",
        "Part in the decision",
        "Does it inform, support or replace a decision of a person?",
        "Say what the person does after seeing the result.",
        "HowToUse",
    ),
)
_CAUTIONS = (
    _form(
        "cau_not_for",
        "Not to be used for",
        "For which tasks, situations or groups must it not be used?",
        "A product that fits everybody has not been thought through.",
        "CautionedOutOfScopeSettings",
    ),
    _form(
        "cau_limits",
        "Known risks and limits",
        "Which risks and limits do you know of?",
        "Where it fails, and what was done about that.",
        "KnownRisksAndLimitations",
    ),
)
_DEVELOPMENT = (
    _form(
        "dev_criteria",
        "Which data went in, which did not",
        "By which rules was data taken into its training, or left out?",
        "Years, sites, machines, quality.",
        "InputDataSource",
        "OutputAndInputDataTypes",
    ),
    _form(
        "dev_inputs",
        "Personal facts that are inputs",
        "Does it use ethnicity, language, sexual orientation, gender identity, sex, date of "
        "birth, social circumstances or health status? Which?",
        "“None of them” is an answer; it does not show fairness.",
        "OutputAndInputDataTypes",
    ),
    _form(
        "dev_represent",
        "Who is in the training data",
        "Who is represented in its training data, in numbers?",
        "Ages, sex, ethnicity, places.",
        "DevelopmentDataCharacterization",
    ),
    _form(
        "dev_relevance",
        "How like our patients they are",
        "How does its training data resemble NHS patients and equipment?",
        "Say also where it differs.",
    ),
)
_FAIRNESS = (
    _form(
        "fai_approach",
        "How it is kept fair",
        "How do you make sure that its output is fair?",
        "What fair means here, and who chose that.",
        "KeyMetrics.FairnessEquity.MetricGoal",
    ),
    _form(
        "fai_mitigation",
        "How bias is managed",
        "How is bias found and reduced?",
        "What was done, and by how much it helped.",
        "BiasMitigationApproaches",
    ),
)
_EXTERNAL = (
    _form(
        "ext_source",
        "Source of the outside data",
        "On which data from elsewhere was it tested, and where does that come from?",
        "Other places than the training data.",
        "KeyMetrics.UsefulnessUsabilityEfficacy.TestingDataDescription",
    ),
    _form(
        "ext_party",
        "Who ran the outside test",
        "Who carried out that test, and who paid for it?",
        "A name: the supplier, a hospital, a university.",
    ),
    _form(
        "ext_represent",
        "Who is in the outside data",
        "Who is represented in that outside data, in numbers?",
        "Ages, sex, ethnicity, places.",
    ),
    _form(
        "ext_process",
        "How the outside test was done",
        "How was the outside test done?",
        "Past or live cases, blinded or not, the reference used.",
        "KeyMetrics.UsefulnessUsabilityEfficacy.ValidationProcessAndJustification",
    ),
)
_PERFORMANCE = (
    _form(
        "per_valid_int",
        "How good on data like its training data",
        "How well does it do on data from the same source as its training data?",
        "Each figure with its range and number of patients.",
    ),
    _form(
        "per_fair_int",
        "How fair on data like its training data",
        "How do groups compare on data from the same source as its training data?",
        "A figure for each group.",
    ),
    _form(
        "per_valid_ext",
        "How good on outside data",
        "How well does it do on outside data?",
        "Each figure with its range and number of patients.",
        "KeyMetrics.UsefulnessUsabilityEfficacy.Results",
    ),
    _form(
        "per_fair_ext",
        "How fair on outside data",
        "How do groups compare on outside data?",
        "A figure for each group.",
        "KeyMetrics.FairnessEquity.Results",
    ),
    _form(
        "per_outcomes",
        "What it changes for patients",
        "Where was it studied whether patients fare better with it?",
        "References, also those without a good result.",
        "EvaluationReferences",
        "PeerReviewedPublications",
        "ClinicalTrial",
    ),
)
_MAINTENANCE = (
    _form(
        "mnt_valid_watch",
        "How its quality is watched",
        "How, and how often, do you watch how well it does in use?",
        "What is measured, who looks at it.",
        "OngoingMaintenance",
    ),
    _form(
        "mnt_valid_local",
        "Quality in local data",
        "How well does it do in the data of hospitals that use it?",
        "Figures from live sites.",
    ),
    _form(
        "mnt_fair_watch",
        "How its fairness is watched",
        "How, and how often, do you watch how groups compare in use?",
        "Which groups, who looks at it.",
    ),
    _form(
        "mnt_fair_local",
        "Fairness in local data",
        "How do groups compare in the data of hospitals that use it?",
        "Figures from live sites.",
    ),
)
_UPDATES = (
    _form(
        "upd_process",
        "How it is updated",
        "How, and how often, is it updated?",
        "Who is told, and how long before.",
    ),
    _form(
        "upd_correct",
        "How fast a risk is corrected",
        "When a risk is found, how fast is it corrected?",
        "Days, and what users are told meanwhile.",
    ),
)
GROUPS: tuple[CardGroup, ...] = tuple(
    CardGroup(number, title, fields)
    for number, (title, fields) in enumerate(
        (
            ("The product and its maker", _DETAILS),
            ("What it is for", _PURPOSE),
            ("Where not to use it", _CAUTIONS),
            ("How it was developed", _DEVELOPMENT),
            ("Fairness", _FAIRNESS),
            ("The check on outside data", _EXTERNAL),
            ("How well it does", _PERFORMANCE),
            ("How it is looked after", _MAINTENANCE),
            ("How it changes", _UPDATES),
        ),
        start=1,
    )
)
FORM: tuple[CardField, ...] = tuple(field for group in GROUPS for field in group.fields)
