namespace SearchCore.Cli.Output;

/// <summary>How results are printed.</summary>
internal enum OutputFormat
{
    /// <summary>For a person.</summary>
    Table,

    /// <summary>One JSON object with everything, on one line.</summary>
    Json,

    /// <summary>The hits alone, one JSON object a line.</summary>
    Jsonl,

    /// <summary>The hits as RFC 4180 asks, safe to open in a spreadsheet.</summary>
    Csv,

    /// <summary>The same with tabs between.</summary>
    Tsv,

    /// <summary>Markdown: tables and headings, for a text or a page.</summary>
    Md,

    /// <summary>What evaluators of rankings read.</summary>
    Trec,
}
