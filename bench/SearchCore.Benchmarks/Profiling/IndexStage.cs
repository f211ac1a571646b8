namespace SearchCore.Benchmarks.Profiling;

/// <summary>The stages of the index path, and which code is whose.</summary>
internal static class IndexStage
{
    /// <summary>What is our code and in no stage of this table.</summary>
    public const string Other = "other code of ours";

    private const string Library = ".NET: copies, comparisons, collections", Compiling = ".NET: compiling";
    private const string Runtime = ".NET: memory and the rest", Kernel = "the system";

    // The first that a symbol has a part of counts, so that what is narrow stands first.
    private static readonly (string Stage, string[] Parts)[] Stages =
    [
        ("merging", ["SearchCore.Indexing.Merging."]),
        ("stored fields: compression", ["Lz4"]),
        ("stored fields: the rest", ["StoredFields", "StoredArticle"]),
        ("signatures", ["BodySignature", "SignatureColumn", "Shingles"]),
        ("sentence marks", ["SentenceBreaks", "MarksField", "TextMarks"]),
        ("word breaking", ["WordBreak", "WordScan"]),
        ("words to terms", ["TermMemo", "TermTable", "WordChain", "WordSpelling", "SegmentWords", "ExactForm", "Analysis."]),
        ("token log", ["TokenLog", "TextPostings", "SegmentBuilder", "FacetFields", "IdField", "AddressField", "PublishedField"]),
        ("inversion and sorting", ["Inverter", "PrefixSort", "ByteKeys", "IndexedField"]),
        ("postings", ["PostingsEncoder", "PackedBlock", "SkipList"]),
        ("dictionary", ["TermDictionary", "TermIndex", "Lucene.Net.Util.Fst"]),
        ("columns and norms", ["FacetColumn", "NumericColumn", "DocValues", "Norms", "Util.Packed"]),
        ("word lists", ["WordList"]),
        ("files and checksums", ["Crc32", "Durable", "FileSum", "HeldFiles", "ByteSink", "SearchCore.Files."]),
        ("reading and parsing", ["SearchCore.Articles", "SearchCore.Formats"]),
        ("publication", ["Publication", "Lucene.Net"]),
        (Other, ["SearchCore"]),
    ];

    /// <summary>The stages, and what is not ours, in the order of a table.</summary>
    public static IEnumerable<string> All => [.. Stages.Select(s => s.Stage), Library, Compiling, Runtime, Kernel];

    /// <summary>Whose a symbol is.</summary>
    /// <param name="module">The module that <c>perf</c> names.</param>
    /// <param name="symbol">The symbol.</param>
    public static string Of(string module, string symbol)
    {
        if (symbol.StartsWith("[k]", StringComparison.Ordinal))
        {
            return Kernel;
        }

        if (module.Contains("clrjit", StringComparison.Ordinal))
        {
            return Compiling;
        }

        // Where a method stands, without what it is given and what it gives.
        var method = symbol[..(symbol.IndexOf('(', StringComparison.Ordinal) is > 0 and var end ? end : symbol.Length)];
        foreach (var (stage, parts) in Stages)
        {
            if (parts.Any(part => method.Contains(part, StringComparison.Ordinal)))
            {
                return stage;
            }
        }

        return module.StartsWith("[JIT]", StringComparison.Ordinal) || module.Contains("CoreLib", StringComparison.Ordinal)
            ? Library
            : Runtime;
    }
}
