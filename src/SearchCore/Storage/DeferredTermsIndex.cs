using System.Runtime.CompilerServices;

using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;


using Lock = System.Threading.Lock;

namespace SearchCore.Storage;

/// <summary>
/// An index whose segments are open without Lucene's reader of their terms, which reads the term indexes whole, twice, before anybody
/// asks: words are looked up by a reader of our own. Who asks for terms all the same has Lucene's opened, segment by segment. Thread-safe.
/// </summary>
internal sealed class DeferredTermsIndex : FilterDirectoryReader
{
    private DeferredTermsIndex(DirectoryReader index)
        : base(index, new Wrapper())
    {
    }

    // Lucene's way to say that the terms' index is not to be read.
    private const int NoTermsIndex = -1;

    /// <summary>Opens a commit.</summary>
    /// <exception cref="IOException">A file of it is damaged, or cannot be read.</exception>
    public static DirectoryReader Of(IndexCommit commit) => new DeferredTermsIndex(DirectoryReader.Open(commit, NoTermsIndex));

    protected override DirectoryReader DoWrapDirectoryReader(DirectoryReader input) => new DeferredTermsIndex(input);

    private sealed class Wrapper : SubReaderWrapper
    {
        // A segment that a later moment shares is the same object there, by which what is known of it is found.
        private static readonly ConditionalWeakTable<AtomicReader, DeferredTermsReader> Known = [];

        public override AtomicReader Wrap(AtomicReader reader) => Known.GetValue(reader, r => new DeferredTermsReader((SegmentReader)r));
    }

    private sealed class DeferredTermsReader(SegmentReader segment) : FilterAtomicReader(segment)
    {
        private readonly DeferredTerms terms = DeferredTerms.Of(segment);

        public override Fields Fields
        {
            get
            {
                EnsureOpen();
                return terms.Fields;
            }
        }

        public override object CoreCacheKey => m_input.CoreCacheKey;

        // The segment is its index's.
        protected override void DoClose()
        {
        }
    }

    /// <summary>Lucene's reader of a segment's terms, as long as the segment is open, whatever is deleted of it meanwhile.</summary>
    private sealed class DeferredTerms : SegmentReader.ICoreDisposedListener
    {
        private const string TermsIndex = ".tip";

        private static readonly ConditionalWeakTable<object, DeferredTerms> Known = [];

        private readonly Lock gate = new();
        private readonly SegmentReadState state;

        // The other files are open: these may be removed before anybody asks.
        private readonly List<IDisposable> held = [];
        private FieldsProducer? fields;
        private bool isClosed;

        private DeferredTerms(SegmentReader segment)
        {
            var info = segment.SegmentInfo.Info;
            var directory = info.Dir;
            if (info.UseCompoundFile)
            {
                var whole = IndexFileNames.SegmentFileName(info.Name, string.Empty, IndexFileNames.COMPOUND_FILE_EXTENSION);
                directory = new CompoundFileDirectory(directory, whole, IOContext.READ, openForWrite: false);
                held.Add(directory);
            }

            state = new(directory, info, segment.FieldInfos, IOContext.READ, termsIndexDivisor: 1);
            held.AddRange(info.GetFiles().Where(name => name.EndsWith(TermsIndex, StringComparison.Ordinal))
                .Select(name => SharedFiles.Open(info.Dir, name, out _)));
            segment.AddCoreDisposedListener(this);
        }

        public Fields Fields => Volatile.Read(ref fields) ?? Open();

        public static DeferredTerms Of(SegmentReader segment) => Known.GetValue(segment.CoreCacheKey, _ => new DeferredTerms(segment));

        private FieldsProducer Open()
        {
            lock (gate)
            {
                ObjectDisposedException.ThrowIf(isClosed, typeof(SegmentReader));
                return fields ??= state.SegmentInfo.Codec.PostingsFormat.FieldsProducer(state);
            }
        }

        public void OnDispose(object instance)
        {
            lock (gate)
            {
                isClosed = true;
                fields?.Dispose();
                held.ForEach(h => h.Dispose());
            }
        }
    }
}
