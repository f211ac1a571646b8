using SearchCore.Articles.Reading;

namespace SearchCore.Articles.Formats;

/// <summary>Opening files and folders.</summary>
public sealed partial class ArticleFormats
{
    /// <summary>
    /// Files that hold one article each are handed on in runs of so many, so that a folder of small ones makes large chunks.
    /// </summary>
    private const int Run = 1024;

    /// <summary>
    /// The sources that a path holds: one for a file, for a folder one for each of its files (those of one article in runs), listed while
    /// it is read.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Folders are walked with all below them in ordinal order of the paths. Symbolic links in them are not followed, hidden files not
    /// read, and of files only regular ones are opened. Files are told by their content, and by their extension where that leaves it open.
    /// Under an <see cref="ISingleArticleFormat"/> that is asked for, a folder's files are told by their names alone.
    /// </para>
    /// <para>
    /// The id of an article that is a whole file is its path relative to <paramref name="path"/>, with <c>/</c> between the parts; of a
    /// single file, its name. A file that cannot be read gives a source that fails when it is read, so that the others go on.
    /// </para>
    /// </remarks>
    /// <param name="path">A file, a folder, or <c>-</c> for standard input.</param>
    /// <param name="format">The format; null for each file's own.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="onSkipped">Called for each file of a folder that is not read, on the thread that enumerates the sources.</param>
    /// <exception cref="ArticleSourceException">There is no such path.</exception>
    public IEnumerable<IArticleSource> Open(
        string path, IArticleFormat? format = null, ReadingOptions? options = null, Action<SkippedFile>? onSkipped = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options = (options ?? ReadingOptions.Default).Validated();
        if (path == "-")
        {
            return [Open(Console.OpenStandardInput(), path, format, options)];
        }

        if (Directory.Exists(path))
        {
            var formats = format is null || All.Contains(format) ? this : With(format);
            return formats.OpenFolder(path, format, options, onSkipped);
        }

        return Path.Exists(path)
            ? [OpenFile(path, format, options)]
            : throw new ArticleSourceException(path, 0, "there is no such file or folder");
    }

    /// <summary>The source that a stream is, from where it stands, told by what its first bytes are.</summary>
    /// <remarks>Of a stream that comes bit by bit, the format is told by the first bit.</remarks>
    /// <param name="stream">The stream; left open.</param>
    /// <param name="name">What to call it in messages: <c>-</c> for standard input.</param>
    /// <param name="format">The format; null for its own.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    public IArticleSource Open(Stream stream, string name, IArticleFormat? format = null, ReadingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options = (options ?? ReadingOptions.Default).Validated();
        var peeked = new PeekStream(stream, leaveOpen: true);
        var head = InputHead.OfStream(name, peeked, isLive: true);
        return Open(ArticleInput.OfStream(peeked, name), head.Raw.IsEmpty ? null : head, format, options);
    }

    private IArticleSource OpenFile(string path, IArticleFormat? asked, ReadingOptions options) =>
        FileStreams.IsRegular(path)
            ? Open(ArticleInput.OfFile(path), new FileInfo(path).Length == 0 ? null : InputHead.OfFile(path), asked, options)
            : new FailedSource(new ArticleSourceException(path, 0, FileStreams.NotRegular));

    // Nothing is in what has no head, in any format.
    private IArticleSource Open(ArticleInput input, InputHead? head, IArticleFormat? asked, ReadingOptions options)
    {
        var found = head is null ? JsonLines : Recognize(head, out _);
        if (found is IContainerFormat || asked is not null)
        {
            return Open(input, found as IContainerFormat ?? asked!, asked, options);
        }

        if (found is null)
        {
            var known = string.Join(", ", All.Where(f => f is not IRefusedFormat).Select(f => f.Description));
            return new FailedSource(
                head!.Failure ?? new ArticleSourceException(input.Name, 0, $"it is none of the formats known: {known}"));
        }

        return found is IRefusedFormat refused
            ? new FailedSource(new ArticleSourceException(input.Name, 0, $"this is {refused.Refuse(head!)}"))
            : found.Open(input, options);
    }

    private IArticleSource Open(ArticleInput input, IArticleFormat format, IArticleFormat? asked, ReadingOptions options) =>
        format is IContainerFormat container
            ? container.Open(input, new MemberOpener(this, asked == format ? null : asked), options) : format.Open(input, options);

    private IEnumerable<IArticleSource> OpenFolder(
        string folder, IArticleFormat? format, ReadingOptions options, Action<SkippedFile>? onSkipped)
    {
        var run = new List<ArticleInput>();
        ISingleArticleFormat? runFormat = null;
        foreach (var file in FolderWalk.Files(folder, onSkipped))
        {
            if (Decide(file, format, out var skip, out var detail) is not { } decided)
            {
                onSkipped?.Invoke(new SkippedFile(file.Path, skip, detail));
                continue;
            }

            if (runFormat is not null && (decided != runFormat || run.Count == Run))
            {
                yield return runFormat.Open(folder, run, options);
                (run, runFormat) = ([], null);
            }

            var input = ArticleInput.OfFile(file.Path, file.RelativePath);
            if (decided is ISingleArticleFormat single)
            {
                run.Add(input);
                runFormat = single;
            }
            else
            {
                yield return Open(input, decided, format, options);
            }
        }

        if (runFormat is not null)
        {
            yield return runFormat.Open(folder, run, options);
        }
    }

    /// <summary>The format a folder's file is read in; null where it is skipped.</summary>
    private IArticleFormat? Decide(FolderWalk.Found file, IArticleFormat? asked, out SkipReason skip, out string? detail)
    {
        (skip, detail) = (SkipReason.OtherFormat, null);
        if (asked is ISingleArticleFormat && asked.Recognize(InputHead.OfName(file.Path)) >= FormatMatch.Name)
        {
            return asked;
        }

        if (file.IsEmpty)
        {
            skip = SkipReason.Empty;
            return null;
        }

        var head = InputHead.OfFile(file.Path);
        var found = Recognize(head, out var match);
        if (match <= FormatMatch.Readable)
        {
            skip = head.Failure is null ? SkipReason.Unrecognized : SkipReason.Unreadable;
            return null;
        }

        if (found is IRefusedFormat refused)
        {
            (skip, detail) = (SkipReason.Refused, refused.Refuse(head));
            return null;
        }

        return asked is null || found == asked || found is IContainerFormat ? found : null;
    }

    /// <summary>A source of which it is known already that it cannot be read.</summary>
    private sealed class FailedSource(ArticleSourceException failure) : IArticleSource
    {
        public string Name => failure.SourceName;

        public long? SizeHint => null;

        public IEnumerable<ArticleChunk> ReadChunks(CancellationToken cancellation) => throw failure;
    }
}
