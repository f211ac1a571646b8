using SearchCore.Articles;
using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Records;

/// <summary>
/// The articles of an input whose records are found one after the other: cut on the thread that takes the chunks, parsed on those that read
/// them. Holds one chunk at a time. Taken up again, it cuts anew and passes over the records that were read.
/// </summary>
/// <param name="format">The format.</param>
/// <param name="input">The input.</param>
/// <param name="options">How to read.</param>
/// <param name="cut">Finds the records in the input, unpacked and brought to UTF-8 where a byte order mark says what it is.</param>
/// <param name="nothing">
/// Why an input without records is none of the format: what was looked for and not found; null where it may have none.
/// </param>
internal sealed class RecordsSource(
    IArticleFormat format, ArticleInput input, ReadingOptions options, Func<ByteInput, IEnumerable<RawRecord>> cut,
    string? nothing = null) : IResumableSource
{
    private const int MostRecords = 512;

    private readonly InputReading reading = new(input);
    private ByteInput? open;

    public string Name => input.Name;

    public long? SizeHint { get; } = input.Size;

    public long? StoredBytesRead => open?.StoredBytes;

    public string? Identity => reading.Identity($"{FormatIdentity.Of(format)} {options.Identity}");

    public IEnumerable<ArticleChunk> ReadChunks(CancellationToken cancellation) => ReadChunks(default, cancellation);

    public IEnumerable<ArticleChunk> ReadChunks(SourcePosition from, CancellationToken cancellation)
    {
        reading.Begin();
        return Cut(from.Offset, cancellation);
    }

    private IEnumerable<ArticleChunk> Cut(long passed, CancellationToken cancellation)
    {
        using var bytes = open = input.OpenBytes();
        using var records = cut(bytes).GetEnumerator();
        var (taken, size) = (new List<RawRecord>(), 0L);
        var number = 0L;
        ArticleSourceException? failure = null;
        while (Next(records, bytes, cancellation, ref failure))
        {
            if (++number <= passed)
            {
                continue;
            }

            taken.Add(records.Current);
            size += records.Current.Bytes;
            if (taken.Count == MostRecords || size >= options.ChunkBytes)
            {
                yield return new Chunk(Name, taken, size, number, options);
                (taken, size) = ([], 0);
            }
        }

        if (taken.Count > 0)
        {
            yield return new Chunk(Name, taken, size, number, options);
        }

        // What was given before stands: the failure comes after it.
        failure ??= number == 0 && bytes.Offset > 0 && nothing is not null ? Nothing(nothing) : null;
        if ((failure ?? reading.Change(bytes.Offset)) is { } end)
        {
            throw end;
        }
    }

    private ArticleSourceException Nothing(string why) => new(
        Name, 0, $"nothing of {format.Description} was found in it: {why}. Without --format what it is is told by its content");

    private bool Next(
        IEnumerator<RawRecord> records, ByteInput bytes, CancellationToken cancellation, ref ArticleSourceException? failure)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return records.MoveNext();
        }
        catch (ArticleSourceException e)
        {
            failure = e;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            failure = new(Name, bytes.Offset, $"it cannot be read on: {OneLine.Of(e.Message)}", e);
        }

        return false;
    }

    // A parser that meets what nobody thought of takes one record with it, and no more.
    private static ParsedRecord Parse(RawRecord record)
    {
        try
        {
            return record.Parse();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return ParsedRecord.Rejected(RejectCodes.UnreadableRecord, $"it cannot be read: {e.Message}", string.Empty);
        }
    }

    private sealed class Chunk(string name, List<RawRecord> records, long bytes, long end, ReadingOptions options) : ArticleChunk
    {
        public override long Bytes => bytes;

        public override SourcePosition? End => new SourcePosition(end, 0);

        public override void Read(ArticleBuffer buffer, IArticleReceiver receiver, CancellationToken cancellation)
        {
            var report = new ArticleReport();
            var now = options.Clock.GetUtcNow().ToUnixTimeSeconds();
            foreach (var record in records)
            {
                cancellation.ThrowIfCancellationRequested();
                report.Clear();
                var parsed = Parse(record);
                var place = new RecordPlace(name, record.Offset, record.Line);
                if (parsed.Fault is var (code, reason))
                {
                    receiver.Reject(new RejectedRecord(name, record.Offset, record.Line, code, reason, parsed.Excerpt));
                    continue;
                }

                foreach (var notice in parsed.Notices)
                {
                    report.Add(notice);
                }

                if (parsed.Article is not { } article)
                {
                    report.PassOver(receiver, place);
                    continue;
                }

                if (ArticleRules.TrySet(buffer, article, now, report))
                {
                    report.Accept(buffer, receiver, place);
                }
                else
                {
                    report.Reject(buffer[buffer.Id], receiver, place, buffer);
                }
            }
        }
    }
}
