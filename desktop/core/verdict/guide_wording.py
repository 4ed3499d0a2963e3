"""The words in which a plan is asked for; the same in the guided form and in the editor."""

from __future__ import annotations

from desktop.core.licenses.modality import Modality
from desktop.core.verdict.profile import Purpose, Suit, TargetModel, Use

QUESTIONS = {
    "uses": "What do you want to do?",
    "purpose": "Is it done for money?",
    "entity": "Are you a company, or do you act for one?",
    "based_in": "Where are you, or your company, based?",
    "used_in": "Where will the model be used, or its outputs be shown?",
    "modality": "What does the model take in?",
    "tags": "Is the plan about any of these?",
    "modified": "Do you change the model?",
    "received_in_product": "Did you get the model inside somebody's end-user product?",
    "background_in_product": "Does the model only work in the background of a product?",
    "product_mau": "How many users a month does the product have?",
    "group_mau_at_release": "How many users a month did your group have when the model came out?",
    "group_mau_now": "How many users a month does your group have now?",
    "group_daily_users": "How many users a day does your group have?",
    "devices": "How many devices does the model run on?",
    "group_annual_revenue_usd": "What does your group earn in a year?",
    "company_annual_revenue_usd": "What does your company earn in a year?",
    "group_monthly_revenue_usd": "What does your group earn in a month?",
    "product_monthly_revenue_usd": "What does the product earn in a month?",
    "product_annual_revenue_usd": "What does the product earn in a year?",
    "target_model": "What kind of model shall the outputs train?",
    "target_published": "Is the model trained on outputs passed on or offered?",
    "target_competing": "Does that model compete with those of the licensor?",
    "registered": "Did you fill in the licensor's registration?",
    "competitor": "Does your group offer anything like the licensor's products?",
    "runs_maas": "Does your group sell models as a service?",
    "suing": "Does your group sue anybody over the model?",
    "model_name": "Under which name do you publish the fine-tune?",
    "new_license": "Under which license do you publish the fine-tune?",
}
"""Each fact as a question, by its name in files."""

USE_WORDS = {
    Use.COMMERCIAL_PRODUCT: ("Commercial product", "It is part of something you earn money with."),
    Use.INTERNAL_BUSINESS: ("Inside a business", "At work, with nothing offered to outsiders."),
    Use.PERSONAL: ("Personal use", "For yourself, not for money."),
    Use.RESEARCH: ("Research", "Study and experiments that do not aim at money."),
    Use.HOST_SERVICE: ("Host it as a service", "Others call the model over an API or a site."),
    Use.REDISTRIBUTE_WEIGHTS: ("Pass the weights on", "As they are, also inside a product."),
    Use.FINE_TUNE_PRIVATE: ("Fine-tune for yourself", "Changed weights that you keep."),
    Use.PUBLISH_FINE_TUNE: ("Publish a fine-tune", "Changed weights that others get."),
    Use.USE_OUTPUTS: ("Use the outputs", "What the model writes goes into your own work."),
    Use.TRAIN_ON_OUTPUTS: ("Train another model on outputs", "Distillation, synthetic data."),
    Use.PATENT_ASSURANCE: ("Be safe from patents", "You need the licensor's patents granted."),
}
"""Each use: its name for readers, and what it means."""

OPTION_WORDS = {
    Purpose.COMMERCIAL: "For money",
    Purpose.NON_COMMERCIAL: "Not for money",
    Modality.TEXT: "Text only",
    Modality.MULTIMODAL: "More than text",
    TargetModel.OWN_FAMILY: "One of the same family",
    TargetModel.OTHER_LLM: "Another language model",
    TargetModel.OTHER_FOUNDATION_MODEL: "Another foundation model",
    TargetModel.SMALL_TASK_MODEL: "A small model for one task",
    Suit.NONE: "No",
    Suit.PATENT: "Over a patent",
    Suit.COPYRIGHT: "Over copyright",
    Suit.OTHER_IP: "Over other rights",
}
"""The values of choices, for readers."""
