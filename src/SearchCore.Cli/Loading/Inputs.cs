using System.CommandLine;
using System.Text;

using SearchCore.Articles;
using SearchCore.Articles.Formats;
using SearchCore.Articles.Reading;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;
using SearchCore.Formats;
using SearchCore.Formats.Mapping;

namespace SearchCore.Cli.Loading;

/// <summary>What the paths of a command line hold, and what of it was passed over.</summary>
internal sealed class Inputs
{
    /// <summary>How inputs are read.</summary>
    public sealed record Reading
    {
        public ArticleDateOptions Dates { get; init; } = ArticleDateOptions.Default;

        public ArticleMapping Mapping { get; init; } = ArticleMapping.Guess;

        /// <summary>Takes note of members; null for nobody.</summary>
        public MappingSurvey? Survey { get; init; }

        /// <summary>Where skipped files are written; null for nowhere.</summary>
        public RejectsWriter? Rejects { get; init; }
    }

    // How many files are named; the rest is counted.
    private const int MostNamed = 20;

    private readonly Dictionary<SkipReason, long> skipped = [];
    private readonly List<SkippedFile> refused = [];
    private readonly RejectsWriter? rejects;

    private Inputs(RejectsWriter? rejects, InputSizes sizes) => (Sources, this.rejects, Sizes) = ([], rejects, sizes);

    /// <summary>How much there is to read.</summary>
    public InputSizes Sizes { get; }

    /// <summary>How many files of folders were not read, by reason.</summary>
    public IReadOnlyDictionary<SkipReason, long> Skipped => skipped;

    /// <summary>The option that names the format.</summary>
    public static Option<string?> FormatOption() => new("--format")
    {
        HelpName = "FORMAT",
        Description = FormatNames(" (default: by content)").Replace(", mediawiki,", ",\nmediawiki,", StringComparison.Ordinal)
            .Replace(", json,", ",\njson,", StringComparison.Ordinal),
    };

    /// <summary>The sources; folders are listed while they are read.</summary>
    public IEnumerable<IArticleSource> Sources { get; private set; }

    /// <summary>Opens the paths. One that does not exist is a mistake of the command line: nothing is read then.</summary>
    /// <param name="paths">The paths.</param>
    /// <param name="format">The format's name; null for each file's own.</param>
    /// <param name="shell">Where they are.</param>
    /// <param name="how">How to read them.</param>
    public static Inputs Open(IReadOnlyList<string> paths, string? format, Shell shell, Reading how)
    {
        var (mapping, survey) = (how.Mapping, how.Survey);
        var formats = mapping.Members.Count == 0 && survey is null && mapping.Html == HtmlUse.Auto && mapping.Drop.Count == 0
            ? NewsFormats.All : NewsFormats.All.With(NewsFormats.Mapped(mapping, survey));
        var form = ReadFormat(format, formats);
        if (paths.FirstOrDefault(p => p != "-" && !Path.Exists(shell.Full(p))) is { } missing)
        {
            throw new UsageException($"there is no file or folder '{missing}'");
        }

        // What has no id of its own is named by its file: two files of one name would replace each other's articles.
        var twice = paths.Where(p => p != "-" && File.Exists(shell.Full(p))).GroupBy(p => Path.GetFileName(p), StringComparer.Ordinal)
            .Where(g => g.Select(shell.Full).Distinct(StringComparer.Ordinal).Count() > 1)
            .ToDictionary(g => g.Key, g => g.ToList());
        foreach (var (name, both) in twice)
        {
            shell.Complain(
                $"{both.Count} inputs are called '{name}': articles without an id of their own get the same ids, and the later "
                + "ones replace the earlier; put them in one folder each and index the folder above, or give them another name");
        }

        var inputs = new Inputs(how.Rejects, new([.. paths.Select(p => p == "-" ? p : shell.Full(p))], shell.Cancellation));
        var reading = new ReadingOptions
        {
            Dates = how.Dates with { Order = mapping.DateOrder ?? how.Dates.Order, Zone = mapping.DateZone ?? how.Dates.Zone },
            PlainText = mapping.PlainText,
        };
        inputs.Sources = paths.SelectMany(path => path == "-"
            ? [formats.Open(shell.In, "-", form, reading)]
            : formats.Open(shell.Full(path), form, reading, inputs.Skip));
        return inputs;
    }

    /// <summary>Refuses to write into what is read: inputs would be gone, or the next load take what was written for one.</summary>
    /// <param name="option">The option that names the file.</param>
    /// <param name="file">The file that is to be written.</param>
    /// <param name="paths">The inputs.</param>
    /// <param name="shell">Where they are.</param>
    /// <exception cref="UsageException">The file is one of the inputs, or would lie in one that is a folder.</exception>
    public static void RequireApart(string option, string file, IEnumerable<string> paths, Shell shell)
    {
        var target = RealPath.Of(shell.Full(file));
        foreach (var path in paths.Where(p => p != "-"))
        {
            var input = RealPath.Of(shell.Full(path));
            if (target == input)
            {
                throw new UsageException($"{option} {file} is one of the inputs, and would be overwritten; name another file");
            }

            if (Directory.Exists(input) && target.StartsWith(Path.TrimEndingDirectorySeparator(input) + Path.DirectorySeparatorChar,
                StringComparison.Ordinal))
            {
                throw new UsageException(
                    $"{option} {file} would lie in {path}, which is read: the next load would take it for an input; name a file elsewhere");
            }
        }
    }

    /// <summary>Says what was passed over, where something was.</summary>
    public void WriteSkipped(TextWriter output)
    {
        if (skipped.Count > 0)
        {
            var kinds = string.Join(", ", skipped.OrderBy(s => s.Key).Select(s => $"{s.Value} {Words(s.Key)}"));
            output.WriteLine($"skipped: {Amounts.Count(skipped.Values.Sum(), "file")} ({kinds})");
            foreach (var file in refused)
            {
                output.WriteLine($"  {SafeText.Line(file.Path)}: {SafeText.Line(file.Detail)}");
            }

            if (skipped.GetValueOrDefault(SkipReason.Refused) - refused.Count is > 0 and var more)
            {
                output.WriteLine($"  and {Amounts.Count(more, "more file")} of formats that are not read");
            }
        }
    }

    /// <summary>The format asked for by name; null for each input's own.</summary>
    private static IArticleFormat? ReadFormat(string? name, ArticleFormats formats) => name is null or "auto"
        ? null
        : formats.Find(name) is { } found and not IRefusedFormat ? found
        : throw new UsageException($"--format is one of {FormatNames("")}, not '{name}'");

    private static string FormatNames(string remark)
    {
        var names = new StringBuilder("auto").Append(remark);
        foreach (var format in NewsFormats.All.All.Where(f => f is not IRefusedFormat))
        {
            names.Append(", ").Append(format.Name);
        }

        return names.ToString();
    }

    private static string Words(SkipReason reason) => reason switch
    {
        SkipReason.Hidden => "hidden",
        SkipReason.Link => "symbolic links",
        SkipReason.NotRegular => "not regular",
        SkipReason.Empty => "empty",
        SkipReason.Unrecognized => "of no known format",
        SkipReason.Refused => "of formats that are not read",
        SkipReason.OtherFormat => "of another format",
        SkipReason.Unreadable => "unreadable",
        _ => reason.ToString(),
    };

    private void Skip(SkippedFile file)
    {
        rejects?.Write(file);
        Sizes.PassOver(file.Path);
        skipped[file.Reason] = skipped.GetValueOrDefault(file.Reason) + 1;
        if (file.Reason == SkipReason.Refused && refused.Count < MostNamed)
        {
            refused.Add(file);
        }
    }
}
