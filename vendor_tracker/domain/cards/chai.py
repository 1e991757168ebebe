"""The parts of an Applied Model Card of the Coalition for Health AI (CHAI), in our words."""

from vendor_tracker.domain.cards.fields import CardField, CardGroup

# The namespace of each edition that is read, and what the edition is called.
EDITIONS = {
    "https://mc.chai.org/v0.1/schema.xsd": "0.1",
    "https://mc.chai.org/v0.2/schema.xsd": "0.2",
}
ROOT = "AppliedModelCard"
# Parts of which the name alone would not tell where they stand.
METRICS = {
    "UsefulnessUsabilityEfficacy": "Usefulness",
    "FairnessEquity": "Fairness",
    "SafetyReliability": "Safety and reliability",
}
_METRIC_PARTS = {
    "MetricGoal": "what was to be measured",
    "Results": "results",
    "Interpretation": "what they make of it",
    "TestType": "kind of test",
    "TestingDataDescription": "data of the test",
    "ValidationProcessAndJustification": "how it was checked, and why so",
}


def _part(code: str, label: str) -> CardField:
    return CardField(f"chai.{code}", label, "", "")


def _parts(**labels: str) -> tuple[CardField, ...]:
    return tuple(_part(code, label) for code, label in labels.items())


def _metric(name: str, title: str) -> tuple[CardField, ...]:
    return tuple(
        _part(f"KeyMetrics.{name}.{part}", f"{title}: {words}")
        for part, words in _METRIC_PARTS.items()
    )


# Those that a card may leave out altogether: their absence is no blank.
OPTIONAL = frozenset(
    f"chai.{name}"
    for name in (
        "EHRCompatibility", "RegulatoryApproval", "FoundationModels", "Security", "Transparency",
        "ThirdPartyInformation", "EvaluationReferences", "ClinicalTrial", "ReimbursementStatus",
        "Resources.StakeholdersConsulted", "Keywords", "Bibliography",
    )
)  # fmt: skip
KNOWN_BIASES = "chai.KnownBiasesOrEthicalConsiderations"
MITIGATION = "chai.BiasMitigationApproaches"
_LISTED = (
    ("Basic information", _parts(
        ModelName="Name", ModelDeveloper="Developer", DeveloperContact="Contact",
    )),
    ("Release", _parts(
        ReleaseStage="Stage", ReleaseDate="Released", ReleaseVersion="Version",
        GlobalAvailability="Where it may be used", EHRCompatibility="Record systems it works with",
        RegulatoryApproval="Approvals",
    )),
    ("Summary", _parts(Summary="Summary", Keywords="Keywords")),
    ("Uses and directions", _parts(
        IntendedUseAndWorkflow="Intended use", PrimaryIntendedUsers="Intended users",
        HowToUse="How to use it", TargetedPatientPopulation="Intended patients",
        CautionedOutOfScopeSettings="Not to be used for",
    )),
    ("Warnings", _parts(
        KnownRisksAndLimitations="Known risks and limits",
        KnownBiasesOrEthicalConsiderations="Known biases and ethical questions",
        ClinicalRiskLevel="Clinical risk",
    )),
    ("How it is made", _parts(
        OutcomesAndOutputs="What it outputs", ModelType="Kind of model",
        FoundationModels="Models it rests on", InputDataSource="Source of the data",
        OutputAndInputDataTypes="What goes in and comes out",
        DevelopmentDataCharacterization="Training data",
        BiasMitigationApproaches="Steps against bias", OngoingMaintenance="Upkeep and watching",
        Security="Security", Transparency="Openness",
    )),
    ("Who is behind it", _parts(
        FundingSource="Who paid", ThirdPartyInformation="Other firms involved",
        StakeholdersConsulted="Who was consulted",
    )),
    *((f"Figures: {title.lower()}", _metric(name, title)) for name, title in METRICS.items()),
    ("Sources", (
        *_parts(
            EvaluationReferences="Evaluations", ClinicalTrial="Trials",
            PeerReviewedPublications="Reviewed publications",
            ReimbursementStatus="Reimbursement", PatientConsentOrDisclosure="Consent of patients",
        ),
        _part("Resources.StakeholdersConsulted", "Who was consulted (edition 0.1)"),
        _part("Bibliography", "Bibliography"),
    )),
)  # fmt: skip
SECTIONS: tuple[CardGroup, ...] = tuple(
    CardGroup(number, title, fields) for number, (title, fields) in enumerate(_LISTED, start=1)
)
PARTS: tuple[CardField, ...] = tuple(field for section in SECTIONS for field in section.fields)
CODES = frozenset(field.code for field in PARTS)
