using SearchCore.Articles;
using SearchCore.Articles.Formats;
using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Archives;

/// <summary>
/// The articles of all that is in an archive, member after member as they stand there: nothing is unpacked to a path, and no more of it is
/// held than the chunk under way.
/// </summary>
/// <param name="format">The archive's format.</param>
/// <param name="input">The archive.</param>
/// <param name="members">Opens what is in it.</param>
/// <param name="options">How to read.</param>
internal sealed class ArchiveSource(ArchiveFormat format, ArticleInput input, MemberOpener members, ReadingOptions options)
    : IResumableSource
{
    private readonly InputReading reading = new(input);
    private readonly ArchiveProgress progress = new();

    public string Name => input.Name;

    public long? SizeHint { get; } = input.Size;

    public long? StoredBytesRead => progress.Bytes;

    public string? Identity => reading.Identity($"{format.Name} {options.Identity} {members.Identity}");

    public IEnumerable<ArticleChunk> ReadChunks(CancellationToken cancellation) => ReadChunks(default, cancellation);

    /// <summary>A position is a number of members; the one that was being read is read again.</summary>
    public IEnumerable<ArticleChunk> ReadChunks(SourcePosition from, CancellationToken cancellation)
    {
        reading.Begin();
        return Read(from.Offset, cancellation);
    }

    private IEnumerable<ArticleChunk> Read(long passed, CancellationToken cancellation)
    {
        var number = 0L;
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        using var found = format.List(input, progress).GetEnumerator();
        while (Guard(found.MoveNext))
        {
            cancellation.ThrowIfCancellationRequested();
            var member = Distinct(found.Current, names);
            if (number++ < passed)
            {
                continue;
            }

            IEnumerable<ArticleChunk> chunks = member.Fault is { } fault ? [Rejected(member, fault)]
                : member.IsHidden ? [PassedOver(member, new(member.Path, SkipReason.Hidden))] : Read(member, cancellation);
            foreach (var chunk in chunks)
            {
                yield return new MemberChunk(chunk, number - 1);
            }
        }

        if (reading.Change(offset: 0) is { } change)
        {
            throw change;
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
                failure = new(name, 0, $"this is {skipped.Describe()}");
            }
            else if (failure is null)
            {
                yield return PassedOver(member, skipped);
            }
        }
        finally
        {
            content?.Dispose();
        }

        // What is damaged takes one member, where the next one can be found all the same.
        if (failure is not null)
        {
            yield return member.IsWhole ? throw failure : Rejected(member, failure.Reason);
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

    private SaidChunk Rejected(ArchiveMember member, string reason) => new(
        new RejectedRecord(input.Name, 0, 0, RejectCodes.UnreadableFile, OneLine.Of($"{member.Path}: {reason}"), string.Empty), 0, null);

    private SaidChunk PassedOver(ArchiveMember member, SkippedFile skipped) => new(
        new ArticleNotice(
            input.Name, 0, ArticleNoticeKind.RecordPassedOver, OneLine.Of($"{member.Path}: {skipped.Describe()}")), null);

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
