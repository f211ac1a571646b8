using SearchCore.Articles.Reading.Clippings;

namespace SearchCore.Articles.Reading;

/// <summary>Opening files and folders.</summary>
public static partial class ArticleSource
{
    /// <summary>Clippings are handed on in runs of so many files, so that a folder of small ones makes large chunks.</summary>
    private const int TextRun = 1024;

    /// <summary>
    /// The sources that a path holds: one for a file, for a folder one for each of its files (clippings in runs), listed while it is read.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Folders are walked with all below them in ordinal order of the paths. Symbolic links in them are not followed, hidden
    /// files not read, and of
    /// files only regular ones are opened. Under <see cref="ArticleFormat.Text"/> a folder's <c>.txt</c> files and files without an
    /// extension are taken; under the other formats those whose content or extension says so.
    /// </para>
    /// <para>
    /// The id of a clipping is its path relative to <paramref name="path"/>, with <c>/</c> between the parts; of a single file, its name.
    /// A file that cannot be read gives a source that fails when it is read, so that the others go on.
    /// </para>
    /// </remarks>
    /// <param name="path">A file, a folder, or <c>-</c> for standard input as JSON lines.</param>
    /// <param name="format">The format; by default each file's own.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="onSkipped">Told about each file of a folder that is not read, on the thread that enumerates the sources.</param>
    /// <exception cref="ArticleSourceException">There is no such path.</exception>
    public static IEnumerable<IArticleSource> Open(
        string path, ArticleFormat format = ArticleFormat.Auto, ReadingOptions? options = null, Action<SkippedFile>? onSkipped = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options = (options ?? ReadingOptions.Default).Validated();
        if (path == "-")
        {
            return [new JsonLinesSource(Console.OpenStandardInput(), path, options)];
        }

        if (Directory.Exists(path))
        {
            return OpenFolder(path, format, options, onSkipped);
        }

        return Path.Exists(path)
            ? [OpenFile(path, format, options)]
            : throw new ArticleSourceException(path, 0, "there is no such file or folder");
    }

    private static IArticleSource OpenFile(string path, ArticleFormat format, ReadingOptions options)
    {
        if (!FileStreams.IsRegular(path))
        {
            return new FailedSource(new ArticleSourceException(path, 0, FileStreams.NotRegular));
        }

        if (format == ArticleFormat.Auto)
        {
            try
            {
                // Nothing is in an empty file, in any format.
                var isEmpty = new FileInfo(path).Length == 0;
                format = isEmpty ? ArticleFormat.JsonLines : FormatSniffer.Sniff(path, anyExtension: true) ?? ArticleFormat.Auto;
            }
            catch (ArticleSourceException e)
            {
                return new FailedSource(e);
            }
        }

        return format switch
        {
            ArticleFormat.JsonLines => new JsonLinesSource(path, options),
            ArticleFormat.Reuters => new ReutersSource(path, options),
            ArticleFormat.Text => new ClippingSource(path, Path.GetFileName(path), options),
            _ => new FailedSource(new ArticleSourceException(path, 0, "it is none of the formats known: JSON lines, Reuters SGML, text")),
        };
    }

    private static IEnumerable<IArticleSource> OpenFolder(string folder, ArticleFormat format, ReadingOptions options, Action<SkippedFile>? onSkipped)
    {
        var texts = new List<ClippingFile>();
        foreach (var file in FolderWalk.Files(folder, onSkipped))
        {
            IArticleSource? source = null;
            switch (Decide(file, format, out var skip))
            {
                case ArticleFormat.JsonLines:
                    source = new JsonLinesSource(file.Path, options);
                    break;
                case ArticleFormat.Reuters:
                    source = new ReutersSource(file.Path, options);
                    break;
                case ArticleFormat.Text:
                    texts.Add(new ClippingFile(file.Path, file.RelativePath));
                    break;
                default:
                    onSkipped?.Invoke(new SkippedFile(file.Path, skip));
                    break;
            }

            if (texts.Count > 0 && (source is not null || texts.Count == TextRun))
            {
                yield return new ClippingSource(folder, texts, options);
                texts = [];
            }

            if (source is not null)
            {
                yield return source;
            }
        }

        if (texts.Count > 0)
        {
            yield return new ClippingSource(folder, texts, options);
        }
    }

    /// <summary>The format a folder's file is read as; null where it is skipped.</summary>
    private static ArticleFormat? Decide(FolderWalk.Found file, ArticleFormat format, out SkipReason skip)
    {
        skip = SkipReason.OtherFormat;
        if (format == ArticleFormat.Text)
        {
            var packed = file.Path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
            return !packed && FormatSniffer.ByExtension(file.Path) == format ? format : null;
        }

        if (file.IsEmpty)
        {
            skip = SkipReason.Empty;
            return null;
        }

        ArticleFormat? found;
        try
        {
            found = FormatSniffer.Sniff(file.Path, anyExtension: false);
        }
        catch (ArticleSourceException)
        {
            skip = SkipReason.Unreadable;
            return null;
        }

        skip = found is null ? SkipReason.Unrecognized : skip;
        return format == ArticleFormat.Auto || found == format ? found : null;
    }

    /// <summary>A source of which it is known already that it cannot be read.</summary>
    private sealed class FailedSource(ArticleSourceException failure) : IArticleSource
    {
        public string Name => failure.SourceName;

        public long? SizeHint => null;

        public IEnumerable<ArticleChunk> ReadChunks(CancellationToken cancellation) => throw failure;
    }
}
