using SearchCore.Articles.Formats.Clippings;
using SearchCore.Articles.Formats.JsonLines;
using SearchCore.Articles.Formats.Reuters;
using SearchCore.Articles.Reading;

namespace SearchCore.Articles.Formats;

/// <summary>The formats that files and folders are read in: those that come with the library, and a program's own. Immutable.</summary>
/// <example>
/// <code>
/// var formats = ArticleFormats.Default.With(new MinutesFormat());
/// index.Index(formats.Open("archive"));
/// </code>
/// </example>
public sealed partial class ArticleFormats
{
    private ArticleFormats(IReadOnlyList<IArticleFormat> all) => All = all;

    /// <summary>JSON lines, one object a line.</summary>
    public static IArticleFormat JsonLines { get; } = new JsonLinesFormat();

    /// <summary>The SGML of Reuters-21578.</summary>
    public static IArticleFormat Reuters { get; } = new ReutersFormat();

    /// <summary>Plain text, one article a file.</summary>
    public static IArticleFormat Clippings { get; } = new ClippingFormat();

    /// <summary>The formats that come with the library.</summary>
    public static ArticleFormats Default { get; } = new([JsonLines, Reuters, Clippings]);

    /// <summary>All of them; of two that are equally sure of an input the first one here is taken.</summary>
    public IReadOnlyList<IArticleFormat> All { get; }

    /// <summary>These formats and one more, which goes before them and takes the place of one with its name.</summary>
    /// <exception cref="ArgumentException">Its name is none.</exception>
    public ArticleFormats With(IArticleFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return IsName(format.Name)
            ? new ArticleFormats([format, .. All.Where(f => f.Name != format.Name)])
            : throw new ArgumentException(
                $"A format's name is 1 to 32 of a-z, 0-9 and '-', a letter first, and not 'auto'; not '{format.Name}'.", nameof(format));
    }

    /// <summary>The format of a name; null where there is none.</summary>
    public IArticleFormat? Find(string name)
    {
        foreach (var format in All)
        {
            if (format.Name == name)
            {
                return format;
            }
        }

        return null;
    }

    /// <summary>The format that is surest of an input, and how sure it is; null where none is.</summary>
    public IArticleFormat? Recognize(InputHead head, out FormatMatch match)
    {
        IArticleFormat? surest = null;
        match = FormatMatch.None;
        foreach (var format in All)
        {
            if (format.Recognize(head) is var here && here > match)
            {
                (surest, match) = (format, here);
                if (here == FormatMatch.Content)
                {
                    break;
                }
            }
        }

        return surest;
    }

    /// <summary>These formats and others, which go before them in the order given.</summary>
    /// <param name="formats">The others.</param>
    /// <exception cref="ArgumentException">A name is none.</exception>
    public ArticleFormats With(IEnumerable<IArticleFormat> formats)
    {
        ArgumentNullException.ThrowIfNull(formats);
        return formats.Reverse().Aggregate(this, (all, format) => all.With(format));
    }

    /// <summary>These formats and, behind them all, those that are refused by name.</summary>
    /// <param name="refused">The format that recognizes them.</param>
    public ArticleFormats Refusing(IRefusedFormat refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        return new([.. All.Where(f => f.Name != refused.Name), refused]);
    }

    private static bool IsName(string? name) =>
        name is { Length: > 0 and <= 32 } and not "auto" && char.IsAsciiLetterLower(name[0])
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
