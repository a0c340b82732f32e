"""The figures as a table for people and as JSON for programs."""

from collections.abc import Iterator, Mapping

from skills4all.evaluation.measuring import Measured, Report
from skills4all.evaluation.running import OURS
from skills4all.matching.evaluation import paired_bootstrap

AGAINST = "word+char"


def as_json(report: Report) -> dict[str, dict[str, dict[str, float | int]]]:
    """{benchmark: {ranker: {"ndcg@10", "recall@10", "mrr", "queries", "seconds"}}}."""
    return {
        benchmark: {name: measured.figures() for name, measured in rows.items()}
        for benchmark, rows in report.items()
    }


def table(report: Report) -> Iterator[str]:
    """Lines: one a ranker, ours with the interval of its lead over word+char in nDCG."""
    head = f"{'benchmark':<28}{'ranker':<21}{'nDCG@10':>8}{'R@10':>8}{'MRR':>8}{'n':>6}{'s':>8}"
    yield f"{head}  lead over {AGAINST}, 95 %"
    for benchmark, rows in report.items():
        for name, measured in rows.items():
            shown = measured.figures()
            yield (
                f"{benchmark:<28}{name:<21}{shown['ndcg@10']:>8.3f}{shown['recall@10']:>8.3f}"
                f"{shown['mrr']:>8.3f}{shown['queries']:>6}{shown['seconds']:>8.2f}"
                f"  {_lead(name, rows)}"
            ).rstrip()
        yield ""


def lead(rows: Mapping[str, Measured], name: str = OURS) -> tuple[float, float] | None:
    """Interval of the lead of `name` over word+char in nDCG@10; None when one is not there."""
    if name not in rows or AGAINST not in rows:
        return None
    return paired_bootstrap(rows[name].ndcg, rows[AGAINST].ndcg)


def _lead(name: str, rows: Mapping[str, Measured]) -> str:
    interval = lead(rows, name) if name.startswith(OURS) else None
    return f"{interval[0]:+.3f} to {interval[1]:+.3f}" if interval else ""
