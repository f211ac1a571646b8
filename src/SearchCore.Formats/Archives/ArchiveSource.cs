using SearchCore.Articles;
using SearchCore.Articles.Formats;
using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Archives;

/// <summary>
/// The articles of all that is in an archive, member after member as they stand there: nothing is unpacked to a path, and no more of it is
/// held than the chunk under way.
/// </summary>
/// <param name="input">The archive.</param>
/// <param name="members">Opens what is in it.</param>
/// <param name="options">How to read.</param>
/// <param name="list">Lists what is in it; tells how to ask for how many of its bytes were read.</param>
internal sealed class ArchiveSource(
    ArticleInput input, MemberOpener members, ReadingOptions options,
    Func<ArticleInput, Action<Func<long>>, IEnumerable<ArchiveMember>> list)
    : IResumableSource
{
    private int started;
    private Func<long>? stored;

    public string Name => input.Name;

    public long? SizeHint { get; } = input.Size;

    public long? StoredBytesRead => stored?.Invoke();

    public string? Identity => Stamp() is { } stamp
        ? $"{list.Method.DeclaringType} {stamp} {options.Identity} {members.Identity} {Path.GetFullPath(input.Path!)}" : null;

    public IEnumerable<ArticleChunk> ReadChunks(CancellationToken cancellation) => ReadChunks(default, cancellation);

    /// <summary>A position is a number of members; the one that was being read is read again.</summary>
    public IEnumerable<ArticleChunk> ReadChunks(SourcePosition from, CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref started, 1) != 0)
        {
            throw new InvalidOperationException($"{Name} has been read already; a source can be read only once");
        }

        return Read(from.Offset, cancellation);
    }

    private FileStamp? Stamp() => input.Path is { } path ? FileStamp.Of(path) : null;

    private IEnumerable<ArticleChunk> Read(long passed, CancellationToken cancellation)
    {
        var (number, before) = (0L, Stamp());
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        using var found = list(input, told => stored = told).GetEnumerator();
        while (Guard(found.MoveNext))
        {
            cancellation.ThrowIfCancellationRequested();
            var member = Distinct(found.Current, names);
            if (number++ < passed)
            {
                continue;
            }

            if (member.Fault is { } fault)
            {
                yield return new MemberChunk(new SaidChunk(input.Name, RejectCodes.UnreadableFile, $"{member.Path}: {fault}"), number);
                continue;
            }

            if (member.IsHidden)
            {
                yield return new MemberChunk(new SaidChunk(input.Name, $"{member.Path}: hidden"), number);
                continue;
            }

            foreach (var chunk in Read(member, cancellation))
            {
                yield return new MemberChunk(chunk, number - 1);
            }
        }

        if (Stamp() != before)
        {
            throw new ArticleSourceException(Name, 0, RecordSource.WasChanged);
        }
    }

    // Two files of one path would have articles of one id.
    private static ArchiveMember Distinct(ArchiveMember member, Dictionary<string, int> names)
    {
        var times = names[member.Path] = names.GetValueOrDefault(member.Path) + 1;
        return times == 1 ? member : member with { Path = $"{member.Path}#{times}" };
    }

    private IEnumerable<ArticleChunk> Read(ArchiveMember member, CancellationToken cancellation)
    {
        var (name, id) = member.IsWhole ? (input.Name, input.Id) : ($"{input.Name}/{member.Path}", $"{input.Id}/{member.Path}");
        Stream? content = null;
        ArticleSourceException? failure = null;
        try
        {
            if (Opened(member, name, id, ref content, ref failure, out var skipped) is { } source)
            {
                using var chunks = source.ReadChunks(cancellation).GetEnumerator();
                while (Next(chunks, ref failure))
                {
                    yield return chunks.Current;
                }
            }
            else if (failure is null && member.IsWhole)
            {
                failure = new(name, 0, skipped.Reason == SkipReason.Refused
                    ? $"this is {skipped.Detail}" : $"what is packed in it is {Words(skipped.Reason)}");
            }
            else if (failure is null)
            {
                yield return new SaidChunk(input.Name, $"{member.Path}: {skipped.Detail ?? Words(skipped.Reason)}");
            }
        }
        finally
        {
            content?.Dispose();
        }

        // What is damaged takes one member, where the next one can be found all the same.
        if (failure is not null)
        {
            yield return member.IsWhole
                ? throw failure : new SaidChunk(input.Name, RejectCodes.UnreadableFile, $"{member.Path}: {failure.Reason}");
        }
    }

    private IArticleSource? Opened(
        ArchiveMember member, string name, string id, ref Stream? content, ref ArticleSourceException? failure, out SkippedFile skipped)
    {
        var passed = skipped = default;
        try
        {
            var opened = content = Guard(member.Content!);
            return Guard(() => members.Open(opened, name, id, options, out passed));
        }
        catch (ArticleSourceException e)
        {
            failure = e;
            return null;
        }
        finally
        {
            skipped = passed;
        }
    }

    private static string Words(SkipReason reason) => reason switch
    {
        SkipReason.Empty => "empty",
        SkipReason.OtherFormat => "of another format",
        SkipReason.Unreadable => "unreadable",
        _ => "of no known format",
    };

    private bool Next(IEnumerator<ArticleChunk> chunks, ref ArticleSourceException? failure)
    {
        try
        {
            return Guard(chunks.MoveNext);
        }
        catch (ArticleSourceException e)
        {
            failure = e;
            return false;
        }
    }

    // Unpackers say in many ways that what they are given is damaged.
    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is not (ArticleSourceException or OutOfMemoryException or OperationCanceledException))
        {
            var reason = OneLine.Of(e.Message);
            throw new ArticleSourceException(
                input.Name, 0, reason.StartsWith("it ", StringComparison.Ordinal) ? reason : $"it cannot be unpacked: {reason}", e);
        }
    }
}
