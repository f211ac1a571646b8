using System.Text.Json.Serialization;

namespace SearchCore;

/// <summary>How a query's text is written.</summary>
[JsonConverter(typeof(ContractJsonConverterFactory))]
public enum QueryDialect
{
    /// <summary>SearchCore's own language (docs/query-language.md).</summary>
    SearchCore,

    /// <summary>The syntax of Lucene's classic query parser, with SearchCore's fields and dates.</summary>
    Lucene,

    /// <summary>Factiva's operators (<c>w/5 adj5 near5 same atleast3 /F50/</c>), with SearchCore's fields and dates.</summary>
    Factiva,

    /// <summary>Words only: nothing in the text is syntax.</summary>
    Plain,
}
