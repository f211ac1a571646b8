using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace SearchCore.Searching.Postings;

/// <summary>
/// A segment as it is where some of its articles must not be known of: they count as deleted, and terms that no other article has are not
/// there. Does not own the segment. Thread-safe.
/// </summary>
internal sealed class VisibleReader : FilterAtomicReader
{
    private readonly FixedBitSet visible;
    private readonly int count;

    /// <summary>Makes the view.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="visible">The articles that may be known of, none of them deleted; null for none.</param>
    public VisibleReader(AtomicReader segment, FixedBitSet? visible)
        : base(segment)
    {
        this.visible = visible ?? new FixedBitSet(segment.MaxDoc);
        count = this.visible.Cardinality;
    }

    public override IBits LiveDocs => visible;

    public override int NumDocs => count;

    public override Fields? Fields => m_input.Fields is { } fields ? new VisibleFields(fields, visible) : null;

    // The segment is its index's.
    protected override void DoClose()
    {
    }

    private sealed class VisibleFields(Fields fields, FixedBitSet visible) : FilterFields(fields)
    {
        public override Terms? GetTerms(string field) => m_input.GetTerms(field) is { } terms ? new VisibleTerms(terms, visible) : null;
    }

    private sealed class VisibleTerms(Terms terms, FixedBitSet visible) : FilterTerms(terms)
    {
        public override long Count => -1;

        public override long SumTotalTermFreq => -1;

        public override long SumDocFreq => -1;

        public override int DocCount => -1;

        public override TermsEnum GetEnumerator() => new VisibleTermsEnum(m_input.GetEnumerator(), visible);

        public override TermsEnum GetEnumerator(TermsEnum reuse) => GetEnumerator();
    }

    private sealed class VisibleTermsEnum(TermsEnum terms, FixedBitSet visible) : FilterTermsEnum(terms)
    {
        private DocsEnum? docs;

        public override int DocFreq
        {
            get
            {
                docs = m_input.Docs(visible, docs, DocsFlags.NONE);
                var having = 0;
                while (docs.NextDoc() != DocIdSetIterator.NO_MORE_DOCS)
                {
                    having++;
                }

                return having;
            }
        }

        public override long TotalTermFreq => -1;

        private bool IsVisible
        {
            get
            {
                docs = m_input.Docs(visible, docs, DocsFlags.NONE);
                return docs.NextDoc() != DocIdSetIterator.NO_MORE_DOCS;
            }
        }

        public override bool SeekExact(BytesRef text) => m_input.SeekExact(text) && IsVisible;

        public override void SeekExact(BytesRef term, TermState state) => throw new NotSupportedException();

        public override void SeekExact(long ord) => throw new NotSupportedException();

        public override SeekStatus SeekCeil(BytesRef text)
        {
            var status = m_input.SeekCeil(text);
            if (status == SeekStatus.END || IsVisible)
            {
                return status;
            }

            return MoveNext() ? SeekStatus.NOT_FOUND : SeekStatus.END;
        }

        public override bool MoveNext()
        {
            while (m_input.MoveNext())
            {
                if (IsVisible)
                {
                    return true;
                }
            }

            return false;
        }

        [Obsolete("Use MoveNext()")]
        public override BytesRef? Next() => MoveNext() ? Term : null;

        // Whatever is asked for, nothing else is given.
        public override DocsEnum? Docs(IBits? liveDocs, DocsEnum? reuse, DocsFlags flags) => m_input.Docs(Within(liveDocs), reuse, flags);

        public override DocsAndPositionsEnum? DocsAndPositions(IBits? liveDocs, DocsAndPositionsEnum? reuse, DocsAndPositionsFlags flags) =>
            m_input.DocsAndPositions(Within(liveDocs), reuse, flags);

        private IBits Within(IBits? asked) => asked is null || ReferenceEquals(asked, visible) ? visible : new Both(asked, visible);
    }

    private sealed class Both(IBits asked, IBits visible) : IBits
    {
        public int Length => visible.Length;

        public bool Get(int index) => asked.Get(index) && visible.Get(index);
    }
}

/// <summary>An index as it is where some of its articles must not be known of. Does not own the index. Thread-safe.</summary>
internal sealed class VisibleIndex(DirectoryReader index, IReadOnlyList<FixedBitSet?> visible)
    : FilterDirectoryReader(index, new Wrapper(index, visible))
{
    protected override DirectoryReader DoWrapDirectoryReader(DirectoryReader input) => throw new NotSupportedException();

    protected override void DoClose()
    {
    }

    private sealed class Wrapper(DirectoryReader index, IReadOnlyList<FixedBitSet?> visible) : SubReaderWrapper
    {
        public override AtomicReader Wrap(AtomicReader reader)
        {
            foreach (var leaf in index.Leaves)
            {
                if (ReferenceEquals(leaf.AtomicReader, reader))
                {
                    return new VisibleReader(reader, visible[leaf.Ord]);
                }
            }

            throw new InvalidOperationException("A segment is not one of its index.");
        }
    }
}
