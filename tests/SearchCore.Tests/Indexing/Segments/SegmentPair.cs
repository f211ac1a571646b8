using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace SearchCore.Tests.Indexing.Segments;

/// <summary>Compares two segments by all that Lucene's readers tell of them.</summary>
internal static class SegmentPair
{
    /// <summary>Fails where anything differs.</summary>
    public static void AssertEqual(AtomicReader expected, AtomicReader actual)
    {
        Assert.Equal(expected.MaxDoc, actual.MaxDoc);
        Assert.Equal(FieldsOf(expected), FieldsOf(actual));
        foreach (FieldInfo field in expected.FieldInfos)
        {
            AssertEqualTerms(field.Name, expected.GetTerms(field.Name), actual.GetTerms(field.Name));
            AssertEqualNumbers(field.Name, expected.GetNormValues(field.Name), actual.GetNormValues(field.Name), expected.MaxDoc);
            if (field.DocValuesType == DocValuesType.NUMERIC)
            {
                AssertEqualNumbers(
                    field.Name, expected.GetNumericDocValues(field.Name), actual.GetNumericDocValues(field.Name), expected.MaxDoc);
                AssertEqualBits(field.Name, expected.GetDocsWithField(field.Name), actual.GetDocsWithField(field.Name));
            }
            else if (field.DocValuesType == DocValuesType.BINARY)
            {
                var (theirs, ours) = (expected.GetBinaryDocValues(field.Name), actual.GetBinaryDocValues(field.Name));
                var (value, other) = (new BytesRef(), new BytesRef());
                for (var document = 0; document < expected.MaxDoc; document++)
                {
                    theirs.Get(document, value);
                    ours.Get(document, other);
                    Assert.True(value.BytesEquals(other), $"{field.Name} of {document}");
                }
            }
            else if (field.DocValuesType == DocValuesType.SORTED_SET)
            {
                AssertEqualSets(expected.GetSortedSetDocValues(field.Name), actual.GetSortedSetDocValues(field.Name), expected.MaxDoc);
            }
        }

        for (var document = 0; document < expected.MaxDoc; document++)
        {
            Assert.Equal(
                expected.Document(document).Fields.Select(f => (f.Name, f.GetStringValue())),
                actual.Document(document).Fields.Select(f => (f.Name, f.GetStringValue())));
        }
    }

    private static IEnumerable<string> FieldsOf(AtomicReader reader) =>
        reader.FieldInfos
            .Select(f => $"{f.Number} {f.Name} {f.IsIndexed} {f.IndexOptions} norms {f.HasNorms} {f.NormType} {f.OmitsNorms} column "
                + $"{f.DocValuesType} "
                + string.Join(' ', f.Attributes.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}={a.Value}")))
            .Order(StringComparer.Ordinal);

    private static void AssertEqualTerms(string field, Terms? expected, Terms? actual)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is null || actual is null)
        {
            return;
        }

        Assert.Equal(
            (field, expected.Count, expected.SumDocFreq, expected.SumTotalTermFreq, expected.DocCount, expected.HasFreqs,
            expected.HasPositions),
            (field, actual.Count, actual.SumDocFreq, actual.SumTotalTermFreq, actual.DocCount, actual.HasFreqs, actual.HasPositions));
        var theirs = expected.GetEnumerator();
        var ours = actual.GetEnumerator();
        DocsAndPositionsEnum? theirPositions = null, ourPositions = null;
        while (theirs.MoveNext())
        {
            Assert.True(ours.MoveNext(), $"{field}: terms end before {theirs.Term}");
            Assert.True(theirs.Term.BytesEquals(ours.Term), $"{field}: {theirs.Term} and {ours.Term}");
            Assert.Equal((theirs.DocFreq, theirs.TotalTermFreq), (ours.DocFreq, ours.TotalTermFreq));
            if (expected.HasPositions)
            {
                theirPositions = theirs.DocsAndPositions(null, theirPositions);
                ourPositions = ours.DocsAndPositions(null, ourPositions);
                AssertEqualPostings(theirPositions, ourPositions, withPositions: true);
            }
            else
            {
                AssertEqualPostings(theirs.Docs(null, null, DocsFlags.NONE), ours.Docs(null, null, DocsFlags.NONE), withPositions: false);
            }
        }

        Assert.False(ours.MoveNext());
        AssertEqualSkips(field, expected, actual);
    }

    // Skip lists are read only when something skips.
    private static void AssertEqualSkips(string field, Terms expected, Terms actual)
    {
        var theirs = expected.GetEnumerator();
        var ours = actual.GetEnumerator();
        while (theirs.MoveNext() && ours.MoveNext())
        {
            if (theirs.DocFreq <= 128)
            {
                continue;
            }

            for (var target = 0; target != DocIdSetIterator.NO_MORE_DOCS;)
            {
                var step = 1 + (target % 997);
                var a = theirs.Docs(null, null, DocsFlags.NONE);
                var b = ours.Docs(null, null, DocsFlags.NONE);
                var at = a.Advance(target);
                Assert.Equal(at, b.Advance(target));
                if (at == DocIdSetIterator.NO_MORE_DOCS)
                {
                    break;
                }

                if (expected.HasPositions)
                {
                    var p = theirs.DocsAndPositions(null, null);
                    var q = ours.DocsAndPositions(null, null);
                    Assert.Equal(p.Advance(target), q.Advance(target));
                    Assert.Equal((field, p.Freq, p.NextPosition()), (field, q.Freq, q.NextPosition()));
                }

                target = at + step + 300;
            }
        }
    }

    private static void AssertEqualPostings(DocsEnum expected, DocsEnum actual, bool withPositions)
    {
        int document;
        do
        {
            document = expected.NextDoc();
            Assert.Equal(document, actual.NextDoc());
            if (withPositions && document != DocIdSetIterator.NO_MORE_DOCS)
            {
                Assert.Equal(expected.Freq, actual.Freq);
                for (var i = 0; i < expected.Freq; i++)
                {
                    Assert.Equal(((DocsAndPositionsEnum)expected).NextPosition(), ((DocsAndPositionsEnum)actual).NextPosition());
                }
            }
        }
        while (document != DocIdSetIterator.NO_MORE_DOCS);
    }

    private static void AssertEqualNumbers(string field, NumericDocValues? expected, NumericDocValues? actual, int documents)
    {
        Assert.Equal((field, expected is null), (field, actual is null));
        for (var document = 0; expected is not null && actual is not null && document < documents; document++)
        {
            Assert.Equal((field, document, expected.Get(document)), (field, document, actual.Get(document)));
        }
    }

    private static void AssertEqualBits(string field, IBits expected, IBits actual)
    {
        for (var document = 0; document < expected.Length; document++)
        {
            Assert.Equal((field, document, expected.Get(document)), (field, document, actual.Get(document)));
        }
    }

    private static void AssertEqualSets(SortedSetDocValues expected, SortedSetDocValues actual, int documents)
    {
        Assert.Equal(expected.ValueCount, actual.ValueCount);
        BytesRef a = new(), b = new();
        for (var ordinal = 0; ordinal < expected.ValueCount; ordinal++)
        {
            expected.LookupOrd(ordinal, a);
            actual.LookupOrd(ordinal, b);
            Assert.True(a.BytesEquals(b), $"{a.Utf8ToString()} and {b.Utf8ToString()}");
        }

        for (var document = 0; document < documents; document++)
        {
            expected.SetDocument(document);
            actual.SetDocument(document);
            long ordinal;
            do
            {
                ordinal = expected.NextOrd();
                Assert.Equal(ordinal, actual.NextOrd());
            }
            while (ordinal != SortedSetDocValues.NO_MORE_ORDS);
        }
    }
}
