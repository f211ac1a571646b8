using System.Buffers;

namespace SearchCore.Articles.Reading;

/// <summary>Cuts an input into chunks of whole records, holding one chunk at a time.</summary>
/// <remarks>
/// A buffer is filled, cut after the last record that ends in it, and handed out; what is left moves to the next one. A record longer than
/// the buffer makes it grow until the limit of records is reached: then the rest of that record is read over and dropped.
/// </remarks>
internal sealed class RecordCutter : IDisposable
{
    private const int SkipBytes = 64 * 1024;

    private readonly string name;
    private readonly ByteInput input;
    private readonly RecordSyntax syntax;
    private readonly ReadingOptions options;
    private byte[] buffer;
    private int filled;
    private long offset;
    private long line;
    private bool ended;
    private ArticleSourceException? failure;

    /// <summary>Takes an input over, to be cut from a position on.</summary>
    /// <exception cref="ArticleSourceException">The input fails before that position.</exception>
    public RecordCutter(string name, ByteInput input, RecordSyntax syntax, ReadingOptions options, SourcePosition from = default)
    {
        (this.name, this.input, this.syntax, this.options) = (name, input, syntax, options);
        try
        {
            input.SkipTo(from.Offset);
        }
        catch
        {
            input.Dispose();
            throw;
        }

        offset = input.Offset;
        line = Math.Max(from.Line, syntax.CountLines("\n"u8));
        buffer = ArrayPool<byte>.Shared.Rent(options.ChunkBytes);
    }

    /// <summary>Where the next chunk begins.</summary>
    public SourcePosition Position => new(offset, line);

    /// <summary>The next chunk, or null at the end.</summary>
    /// <exception cref="ArticleSourceException">The input fails here; the chunks before it stand.</exception>
    public ArticleChunk? Next(CancellationToken cancellation)
    {
        var target = options.ChunkBytes;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            Fill(target);
            var data = buffer.AsSpan(0, filled);
            var end = ended ? filled : syntax.FindLastEnd(data);
            if (end > 0)
            {
                return Cut(end);
            }

            if (failure is not null)
            {
                throw failure;
            }

            if (ended)
            {
                return null;
            }

            if (filled > options.MaxRecordBytes)
            {
                return Skip(cancellation);
            }

            target = (int)Math.Min(2L * Math.Max(target, filled), Math.Max(target, options.MaxRecordBytes + 1L));
            Grow(target);
        }
    }

    public void Dispose()
    {
        input.Dispose();
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    private void Fill(int target)
    {
        while (filled < target && !ended && failure is null)
        {
            try
            {
                var read = input.Read(buffer.AsSpan(filled, target - filled));
                filled += read;
                ended = read == 0;
            }
            catch (ArticleSourceException e)
            {
                // What was read before stands: it goes out first.
                failure = e;
            }
        }
    }

    private RecordChunk Cut(int end)
    {
        var place = new RecordPlace(name, offset, line);
        var rest = buffer.AsSpan(end, filled - end);
        var next = ArrayPool<byte>.Shared.Rent(Math.Max(options.ChunkBytes, rest.Length));
        rest.CopyTo(next);
        line += syntax.CountLines(buffer.AsSpan(0, end));
        offset += end;
        var chunk = new RecordChunk(syntax, buffer, end, place, Position);
        (buffer, filled) = (next, rest.Length);
        return chunk;
    }

    private void Grow(int size)
    {
        if (buffer.Length < size)
        {
            var larger = ArrayPool<byte>.Shared.Rent(size);
            buffer.AsSpan(0, filled).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
    }

    /// <summary>Drops the record at the buffer's start, however long it goes on.</summary>
    private SaidChunk Skip(CancellationToken cancellation)
    {
        var excerpt = OneLine.Of(buffer.AsSpan(0, filled));
        var skipped = 0L;
        var end = -1;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            end = syntax.FindFirstEnd(buffer.AsSpan(0, filled));
            if (end >= 0 || ended || failure is not null)
            {
                break;
            }

            var keep = Math.Min(syntax.Overlap, filled);
            buffer.AsSpan(filled - keep, keep).CopyTo(buffer);
            skipped += filled - keep;
            filled = keep;
            Fill(Math.Min(buffer.Length, Math.Max(SkipBytes, keep + 1)));
        }

        end = end >= 0 ? end : filled;
        skipped += end;
        var reason = $"the record is longer than {options.MaxRecordBytes} bytes";
        var record = new RejectedRecord(name, offset, line, RejectCodes.TooLong, reason, excerpt);
        buffer.AsSpan(end, filled - end).CopyTo(buffer);
        filled -= end;
        offset += skipped;
        line += syntax.CountLines("\n"u8);
        return new SaidChunk(record, skipped, Position);
    }
}
