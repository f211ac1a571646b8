using System.Buffers;
using System.Globalization;
using System.Text;

using SearchCore.Files;

namespace SearchCore.Standing;

/// <summary>
/// The events of an index in files beside it, each named by the number of its first. A commit's events are written and synced before the
/// commit is one, and count when it is: the commit says the number of its last event, and whatever stands in the files behind that is of a
/// commit that never was.
/// </summary>
/// <remarks>Written by one thread at a time and read by any, in other processes too.</remarks>
internal sealed class EventLog : IDisposable
{
    private const string Prefix = "events-", BoundPrefix = "bound-";

    // A file is read from its beginning to find an event in it.
    private const int FileBytes = 8_000_000, TailBytes = 4_096;

    private readonly string index;
    private readonly string folder;
    private readonly IFileOperations files;
    private IWritableFile? file;
    private long written;

    /// <summary>The log of an index.</summary>
    /// <param name="index">The index's folder.</param>
    /// <param name="folder">Where it is; it need not exist.</param>
    /// <param name="files">The file system.</param>
    public EventLog(string index, string folder, IFileOperations files) => (this.index, this.folder, this.files) = (index, folder, files);

    /// <summary>Gives up what a commit left that never was. To be called before anything is written.</summary>
    /// <param name="known">The number of the last event that counts, as the last commit says it; null where it does not.</param>
    /// <param name="sequence">
    /// The last commit's number. Where that does not say how many events count, those of commits up to it do. Elsewhere this says nothing:
    /// a commit that was cut off has the number of the next one, which is made anew.
    /// </param>
    /// <returns>The number of the last event that counts.</returns>
    public long Recover(long? known, long sequence)
    {
        var (last, upTo) = (known ?? 0, known is null ? sequence : 0);
        var numbers = NumberedFiles.List(files, folder, Prefix);
        for (var i = numbers.Count - 1; i >= 0; i--)
        {
            var first = numbers[i];
            if (EndsWith(first, last) || BoundOf(first) is not null)
            {
                return last;
            }

            if (EndOf(first, last, upTo) is var (end, reached, isWhole))
            {
                if (!isWhole)
                {
                    SummedFile.Write(
                        files, PathOf(BoundPrefix, first), Encoding.ASCII.GetBytes(end.ToString(CultureInfo.InvariantCulture)));
                }

                return Math.Max(last, reached);
            }

            if (first <= last)
            {
                // Damaged, or cut off: reading will say so.
                return last;
            }

            // If it comes back after a power cut it is removed again.
            NumberedFiles.Remove(files, PathOf(Prefix, first));
        }

        return last;
    }

    /// <summary>Writes the events of a commit. Durable when it returns; they count when the commit is one.</summary>
    /// <param name="first">The number of the first.</param>
    /// <param name="lines">Their lines, the mark that ends them the last.</param>
    public void Append(long first, ReadOnlySpan<byte> lines)
    {
        if (file is null || written > FileBytes)
        {
            file?.Dispose();
            file = null;
            NumberedFiles.CreateFolder(files, folder);
            file = files.Create(PathOf(Prefix, first));
            written = 0;
            file.Write(lines);
            file.Sync();
            files.SyncFolder(folder);
        }
        else
        {
            file.Write(lines);
            file.Sync();
        }

        written += lines.Length;
    }

    /// <summary>Leaves numbers out, up to one. Durable when it returns.</summary>
    /// <param name="number">The highest that no event will have.</param>
    /// <param name="sequence">The last commit's number.</param>
    public void Pass(long number, long sequence)
    {
        var lines = new ArrayBufferWriter<byte>();
        EventLine.WriteMark(lines, sequence, number);
        Append(number, lines.WrittenSpan);
    }

    /// <summary>The number from which on events are kept: those before were removed. 1 where none were.</summary>
    /// <param name="last">The number of the last event that counts.</param>
    public long First(long last) => NumberedFiles.List(files, folder, Prefix) is [var first, ..] && first <= last ? first : last + 1;

    /// <summary>The number up to which events of whole commits were written, for who cannot ask the last commit; 0 for none.</summary>
    public long Written()
    {
        var numbers = NumberedFiles.List(files, folder, Prefix);
        for (var i = numbers.Count - 1; i >= 0; i--)
        {
            using var lines = new EventLines(files, PathOf(Prefix, numbers[i]));
            var (end, reached) = (BoundOf(numbers[i]) ?? long.MaxValue, 0L);
            while (lines.Position < end && lines.Next(out var line) && EventLine.IsWhole(line.Span))
            {
                reached = EventLine.MarkOf(line.Span)?.Last ?? reached;
            }

            if (reached > 0)
            {
                return reached;
            }
        }

        return 0;
    }

    /// <summary>Events in the order of their numbers.</summary>
    /// <param name="after">The number behind which to begin.</param>
    /// <param name="last">The number of the last event that counts.</param>
    /// <exception cref="IndexException">Files are damaged or missing; what came before was given.</exception>
    public IEnumerable<StandingEvent> Read(long after, long last)
    {
        var numbers = NumberedFiles.List(files, folder, Prefix);
        numbers.RemoveAll(n => n > last);
        var from = Math.Max(0, numbers.FindLastIndex(n => n <= after + 1));
        var reached = after;
        for (var i = from; i < numbers.Count && reached < last; i++)
        {
            using var lines = new EventLines(files, PathOf(Prefix, numbers[i]));
            var end = BoundOf(numbers[i]) ?? long.MaxValue;
            while (reached < last && lines.Position < end && lines.Next(out var line))
            {
                if (!EventLine.IsWhole(line.Span))
                {
                    var place = string.Create(CultureInfo.InvariantCulture, $"the line before byte {lines.Position}");
                    throw Damaged(numbers[i], $"{place} is not as it was written");
                }

                if (EventLine.MarkOf(line.Span) is { } mark)
                {
                    reached = Math.Max(reached, mark.Last);
                }
                else if (EventLine.Read(line.Span) is var found && found.Number > after)
                {
                    yield return found;
                }
            }
        }

        if (reached < last && numbers.Count > 0)
        {
            throw Damaged(numbers[^1], string.Create(CultureInfo.InvariantCulture, $"it ends at event {reached} instead of {last}"));
        }
    }

    /// <summary>Removes files all of whose events have numbers up to one.</summary>
    /// <returns>The number from which on events are kept.</returns>
    public long Remove(long upTo, long last)
    {
        var numbers = NumberedFiles.List(files, folder, Prefix);
        for (var i = 0; i < numbers.Count - 1 && numbers[i + 1] <= Math.Min(upTo, last) + 1; i++)
        {
            NumberedFiles.Remove(files, PathOf(BoundPrefix, numbers[i]));
            NumberedFiles.Remove(files, PathOf(Prefix, numbers[i]));
        }

        return First(last);
    }

    /// <inheritdoc/>
    public void Dispose() => file?.Dispose();

    // Whether the file's last line is the mark of a number.
    private bool EndsWith(long first, long last)
    {
        using var lines = new EventLines(files, PathOf(Prefix, first));
        lines.Seek(Math.Max(0, lines.Length - TailBytes));
        long? mark = null;
        var isFirst = lines.Position > 0;
        while (lines.Next(out var line))
        {
            // The first one may be the end of a line.
            mark = !isFirst && EventLine.IsWhole(line.Span) ? EventLine.MarkOf(line.Span)?.Last : null;
            isFirst = false;
        }

        return mark == last && last > 0 && lines.Position == lines.Length;
    }

    // Where the lines end that count, the number they reach, and whether that is all of the file; null where none counts.
    private (long End, long Reached, bool IsWhole)? EndOf(long first, long last, long upTo)
    {
        using var lines = new EventLines(files, PathOf(Prefix, first));
        (long End, long Reached)? found = null;
        while (lines.Next(out var line) && EventLine.IsWhole(line.Span))
        {
            if (EventLine.MarkOf(line.Span) is { } mark && (mark.Last <= last || mark.Commit <= upTo))
            {
                found = (lines.Position, mark.Last);
            }
        }

        return found is var (end, reached) ? (end, reached, end == lines.Length) : null;
    }

    private long? BoundOf(long first)
    {
        var bound = PathOf(BoundPrefix, first);
        return files.Exists(bound) && SummedFile.Read(files, bound) is { } text
            && long.TryParse(Encoding.ASCII.GetString(text), NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            ? end
            : null;
    }

    private IndexException Damaged(long first, string how) => new(
        IndexFault.Corrupt, index,
        $"The events of standing queries in {PathOf(Prefix, first)} are damaged: {how}. Articles are not touched by it. What can be "
        + "read can be read from other numbers; to find what was lost, search for what the queries match.");

    private string PathOf(string prefix, long number) => Path.Combine(folder, NumberedFiles.NameOf(prefix, number));
}
