using System.CommandLine;
using System.Text;

using SearchCore.Articles.Formats;
using SearchCore.Articles.Reading;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;
using SearchCore.Formats;

namespace SearchCore.Cli.Loading;

/// <summary>What the paths of a command line hold, and what of it was passed over.</summary>
internal sealed class Inputs
{
    // How many files are named; the rest is counted.
    private const int MostNamed = 20;

    private readonly Dictionary<SkipReason, long> skipped = [];
    private readonly List<SkippedFile> refused = [];

    private Inputs() => Sources = [];

    /// <summary>The option that names the format.</summary>
    public static Option<string?> FormatOption() => new("--format")
    {
        HelpName = "FORMAT",
        Description = FormatNames(" (default: by content)").Replace(", factiva,", ",\nfactiva,", StringComparison.Ordinal)
            .Replace(", json,", ",\njson,", StringComparison.Ordinal),
    };

    /// <summary>The sources; folders are listed while they are read.</summary>
    public IEnumerable<IArticleSource> Sources { get; private set; }

    /// <summary>Opens the paths. One that does not exist is a mistake of the command line: nothing is read then.</summary>
    public static Inputs Open(IReadOnlyList<string> paths, string? format, Shell shell, ReadingOptions? options = null)
    {
        var form = ReadFormat(format);
        if (paths.FirstOrDefault(p => p != "-" && !Path.Exists(shell.Full(p))) is { } missing)
        {
            throw new UsageException($"there is no file or folder '{missing}'");
        }

        var inputs = new Inputs();
        var reading = (options ?? ReadingOptions.Default) with { PlainText = NewsFormats.PlainText };
        inputs.Sources = paths.SelectMany(path => path == "-"
            ? [ArticleFormats.Open(shell.In, "-", form, reading)]
            : NewsFormats.All.Open(shell.Full(path), form, reading, inputs.Skip));
        return inputs;
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
                output.WriteLine($"  {file.Path}: {file.Detail}");
            }

            if (skipped.GetValueOrDefault(SkipReason.Refused) - refused.Count is > 0 and var more)
            {
                output.WriteLine($"  and {Amounts.Count(more, "more file")} of formats that are not read");
            }
        }
    }

    /// <summary>The format asked for by name; null for each input's own.</summary>
    private static IArticleFormat? ReadFormat(string? name) => name is null or "auto"
        ? null
        : NewsFormats.All.Find(name) is { } found and not IRefusedFormat ? found
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
        skipped[file.Reason] = skipped.GetValueOrDefault(file.Reason) + 1;
        if (file.Reason == SkipReason.Refused && refused.Count < MostNamed)
        {
            refused.Add(file);
        }
    }
}
