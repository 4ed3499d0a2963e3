"""Version 2: which fields of a setting decide whether figures of a benchmark are comparable."""

SQL = """
ALTER TABLE benchmarks ADD COLUMN decisive TEXT NOT NULL DEFAULT '';
UPDATE benchmarks SET decisive = 'split' WHERE id IN (
    'ai2d', 'android-control', 'chartqa', 'docvqa', 'textvqa', 'graphwalks-bfs',
    'graphwalks-parents', 'infovqa', 'mathverse',
    'mathvista', 'mathvision', 'mmbench-en', 'mmbench-cn', 'mmbench-v1.1', 'mmmu', 'mmmu-pro',
    'mmt-bench', 'mrcr', 'mtob', 'multipl-e', 'ocrbench-v2', 'scienceqa-img', 'vcr', 'video-mme',
    'vqav2', 'gpqa');
UPDATE benchmarks SET decisive = 'split;judge' WHERE id = 'mme';
UPDATE benchmarks SET decisive = 'split;harness' WHERE id = 'swe-bench-pro';
UPDATE benchmarks SET decisive = 'shots' WHERE id IN (
    'arc-c', 'bbh', 'boolq', 'commonsenseqa', 'drop', 'gsm8k', 'hellaswag', 'math', 'mbpp', 'mgsm',
    'mmlu', 'mmlu-pro', 'piqa', 'social-iqa');
UPDATE benchmarks SET decisive = 'version' WHERE id IN (
    'livebench', 'livecodebench', 'bfcl', 'arena-hard', 'alignbench', 'vectara-answer-rate');
UPDATE benchmarks SET decisive = 'version;judge' WHERE id = 'vectara-hallucination';
UPDATE benchmarks SET decisive = 'version;harness' WHERE id = 'terminal-bench';
UPDATE benchmarks SET decisive = 'judge' WHERE id IN (
    'mm-vet', 'seed-bench-img', 'multichallenge');
UPDATE benchmarks SET decisive = 'harness' WHERE id IN (
    'aider-polyglot', 'aider-polyglot-cost', 'aider-edit', 'aa-coding-agent-index', 'swe-atlas-qna',
    'swe-atlas-refactoring', 'swe-atlas-tests', 'swe-bench-verified');
UPDATE benchmarks SET decisive = 'tools' WHERE id IN (
    'codeforces', 'frontiermath', 'hmmt-2025');
UPDATE benchmarks SET decisive = 'split;tools' WHERE id = 'hle';
UPDATE benchmarks SET decisive = 'tools;scoring' WHERE id = 'aime-2025';
UPDATE benchmarks SET decisive = 'scoring' WHERE id IN (
    'hallusionbench', 'aime-2024', 'ifeval', 'alpacaeval-2');
"""
