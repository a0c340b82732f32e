"""The peers: each at its best, on the same documents and, where it takes them, the same weights."""

import tempfile
from collections.abc import Callable, Sequence

import bm25s
import numpy as np
import scipy.sparse as sp
import tantivy
from numpy.typing import NDArray
from sklearn.metrics.pairwise import cosine_similarity
from sparse_dot_topn import sp_matmul_topn

from skills4all.matching.index import IndexDocument, SkillIndex

K = 20
Query = Callable[[Sequence[str]], object]


def matrix(index: SkillIndex) -> sp.csr_matrix:
    """Our weights as scikit-learn holds them: documents as rows, float32."""
    (part,) = index._saved.parts
    rows = part.segment.rows
    values = index.tfidf.values(rows, part.segment.scales)
    shape = (len(rows), len(index.tfidf.terms))
    return sp.csr_matrix((values, rows.term, rows.ptr), shape=shape)


def vector(index: SkillIndex, terms: Sequence[str]) -> sp.csr_matrix:
    numbers, weights = index.tfidf.transform(terms)
    shape = (1, len(index.tfidf.terms))
    return sp.csr_matrix((weights, numbers, [0, len(numbers)]), shape=shape)


def scikit_learn(index: SkillIndex, documents: sp.csr_matrix) -> Query:
    def ask(terms: Sequence[str]) -> NDArray[np.intp]:
        scores = cosine_similarity(vector(index, terms), documents, dense_output=True)[0]
        best = np.argpartition(-scores, K)[:K]
        return best[np.argsort(-scores[best])]

    return ask


def dot_topn(index: SkillIndex, by_term: sp.csr_matrix) -> Query:
    def ask(terms: Sequence[str]) -> sp.csr_matrix:
        return sp_matmul_topn(vector(index, terms), by_term, top_n=K, sort=True)

    return ask


def dot_topn_batch(
    index: SkillIndex, by_term: sp.csr_matrix, queries: Sequence[Sequence[str]], threads: int
) -> None:
    rows = sp.vstack([vector(index, terms) for terms in queries], format="csr")
    sp_matmul_topn(rows, by_term, top_n=K, sort=True, n_threads=threads)


def bm25(documents: Sequence[IndexDocument]) -> Query:
    number: dict[str, int] = {}
    ids = [
        [number.setdefault(term, len(number)) for term in document.terms] for document in documents
    ]
    tokenised = bm25s.tokenization.Tokenized(ids=ids, vocab=number)
    retriever = bm25s.BM25(backend="numba")
    retriever.index(tokenised, show_progress=False)

    def ask(terms: Sequence[str]) -> object:
        asked = [list(dict.fromkeys(term for term in terms if term in number))]
        return retriever.retrieve(asked, k=K, show_progress=False, backend_selection="numba")

    return ask


def full_text(documents: Sequence[IndexDocument]) -> tuple[Query, Query]:
    """tantivy, asked without and with a region; its documents are all live."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("terms", tokenizer_name="whitespace")
    builder.add_text_field("region", tokenizer_name="raw")
    builder.add_integer_field("place", stored=True)
    schema = builder.build()
    found = tantivy.Index(schema, path=tempfile.mkdtemp())
    writer = found.writer(heap_size=500_000_000, num_threads=2)
    for at, document in enumerate(documents):
        text = " ".join(term.replace(" ", "_") for term in document.terms)
        writer.add_document(
            tantivy.Document(terms=text, region=document.facets["region"], place=at)
        )
    writer.commit()
    writer.wait_merging_threads()
    found.reload()
    searcher = found.searcher()

    def any_of(terms: Sequence[str]) -> tantivy.Query:
        clauses = [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema, "terms", term))
            for term in dict.fromkeys(terms)
        ]
        return tantivy.Query.boolean_query(clauses)

    def ask(terms: Sequence[str]) -> object:
        return searcher.search(any_of(terms), K, count=False)

    def within(terms: Sequence[str]) -> object:
        regions = [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema, "region", name))
            for name in REGION
        ]
        asked = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Must, any_of(terms)),
                (tantivy.Occur.Must, tantivy.Query.boolean_query(regions)),
            ]
        )
        return searcher.search(asked, K, count=False)

    return ask, within


REGION = ("fes-meknes", "everywhere")
