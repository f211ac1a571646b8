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
    private string? path;
    private long written;

    /// <summary>The log of an index.</summary>
    /// <param name="index">The index's folder.</param>
    /// <param name="folder">Where it is; it need not exist.</param>
    /// <param name="files">The file system.</param>
    public EventLog(string index, string folder, IFileOperations files) => (this.index, this.folder, this.files) = (index, folder, files);

    /// <summary>Gives up what a commit left that never was. To be called before anything is written.</summary>
    /// <param name="last">The number of the last event that counts.</param>
    public void Recover(long last)
    {
        var numbers = NumberedFiles.List(files, folder, Prefix);
        foreach (var first in numbers.Where(n => n > last))
        {
            NumberedFiles.Remove(files, PathOf(Prefix, first));
        }

        numbers.RemoveAll(n => n > last);
        if (numbers is [.., var newest] && BoundOf(newest) is null && !EndsWith(newest, last) && EndOf(newest, last) is { } end)
        {
            var bound = PathOf(BoundPrefix, newest);
            NumberedFiles.Remove(files, bound);
            SummedFile.Write(files, bound, Encoding.ASCII.GetBytes(end.ToString(CultureInfo.InvariantCulture)));
        }
        else if (numbers.Count > 0)
        {
            files.SyncFolder(folder);
        }
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
            path = PathOf(Prefix, first);
            file = files.Create(path);
            written = 0;
            file.Write(lines);
            files.SyncFile(path);
            files.SyncFolder(folder);
        }
        else
        {
            file.Write(lines);
            files.SyncFile(path!);
        }

        written += lines.Length;
    }

    /// <summary>The number from which on events are kept: those before were removed. 1 where none were.</summary>
    /// <param name="last">The number of the last event that counts.</param>
    public long First(long last) => NumberedFiles.List(files, folder, Prefix) is [var first, ..] && first <= last ? first : last + 1;

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
                    reached = Math.Max(reached, mark);
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
            mark = !isFirst && EventLine.IsWhole(line.Span) ? EventLine.MarkOf(line.Span) : null;
            isFirst = false;
        }

        return mark == last && lines.Position == lines.Length;
    }

    // Where the lines end that count; null where the file does not reach so far, which reading will say.
    private long? EndOf(long first, long last)
    {
        using var lines = new EventLines(files, PathOf(Prefix, first));
        while (lines.Next(out var line))
        {
            if (!EventLine.IsWhole(line.Span))
            {
                return null;
            }

            if (EventLine.MarkOf(line.Span) == last)
            {
                return lines.Position;
            }
        }

        return null;
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
        $"The events of standing queries in {PathOf(Prefix, first)} are damaged: {how}. Articles are not touched by it. What can be read can "
        + "be read from other numbers; to find what was lost, search for what the queries match.");

    private string PathOf(string prefix, long number) => Path.Combine(folder, NumberedFiles.NameOf(prefix, number));
}
