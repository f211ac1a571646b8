using SearchCore.Cli.Output;
using SearchCore.Cli.Output.Pictures;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Exporting;

/// <summary>Where results go and in which form.</summary>
/// <param name="Format">The form.</param>
/// <param name="File">A file's full path; null for standard output.</param>
internal sealed record Target(OutputFormat Format, string? File = null)
{
    /// <summary>What the bars of a timeline are by, in a table.</summary>
    public TimelineMeasure Measure { get; init; }

    /// <summary>The forms that results can be written in.</summary>
    public static IReadOnlyList<OutputFormat> Formats { get; } =
        [OutputFormat.Table, OutputFormat.Json, OutputFormat.Jsonl, OutputFormat.Csv, OutputFormat.Tsv, OutputFormat.Md];

    /// <summary>The names of <see cref="Formats"/>, for messages.</summary>
    public static string Names { get; } = string.Join(", ", Formats.Select(Name));

    /// <summary>Whether values stand between commas or tabs.</summary>
    public bool IsRows => Format is OutputFormat.Csv or OutputFormat.Tsv;

    /// <summary>A form by its name; null where there is none.</summary>
    public static OutputFormat? Find(string name) =>
        Formats.Where(f => Name(f) == name).Select(f => (OutputFormat?)f).FirstOrDefault();

    /// <summary>What a form is called.</summary>
    public static string Name(OutputFormat format) => format.ToString().ToLowerInvariant();

    /// <summary>A target of the words of a command: the form that was named, or the one that the file's ending says.</summary>
    /// <param name="format">The form's name; null where none was given.</param>
    /// <param name="file">The file; null for standard output.</param>
    /// <param name="standard">The form on standard output where none was given.</param>
    /// <param name="shell">Where the file is.</param>
    /// <exception cref="UsageException">The form is unknown, or the file's ending says none.</exception>
    public static Target Read(string? format, string? file, OutputFormat standard, Shell shell)
    {
        if (format is not null && Find(format) is null)
        {
            throw new UsageException($"--output is one of {Names}, not '{format}'");
        }

        if (file is null)
        {
            return new(format is null ? standard : Find(format)!.Value);
        }

        var meant = format is null ? OfEnding(file) : Find(format);
        return new(
            meant ?? throw new UsageException(
                $"the ending of '{file}' says no form; name it .csv, .tsv, .json, .jsonl, .md or .txt, or add --output FORMAT"),
            shell.Full(file));
    }

    /// <summary>The file beside this one for a sheet of that name: <c>hits.csv</c> has <c>hits.facets.csv</c>.</summary>
    public string Beside(string name, string? ending = null) =>
        Path.Combine(Path.GetDirectoryName(File!)!, $"{Path.GetFileNameWithoutExtension(File)}.{name}{ending ?? Path.GetExtension(File)}");

    private static OutputFormat? OfEnding(string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".json" => OutputFormat.Json,
        ".jsonl" or ".ndjson" => OutputFormat.Jsonl,
        ".csv" => OutputFormat.Csv,
        ".tsv" or ".tab" => OutputFormat.Tsv,
        ".md" or ".markdown" => OutputFormat.Md,
        ".txt" => OutputFormat.Table,
        _ => null,
    };
}
