using System.Text;

using SearchCore.Analysis;
using SearchCore.Queries;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Messages;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Sharding;

/// <summary>
/// What is known of shards that are elsewhere: their description, and the answers that they gave. What is asked besides is noted, and
/// answered as if there were nothing. For one thread.
/// </summary>
/// <param name="description">The description of all of them.</param>
/// <param name="known">The answer of all of them to a question, which is its bytes; null where it is not known.</param>
internal sealed class KnownTerms(ShardDescription description, Func<string, MergedAnswer?> known) : ITermView
{
    private readonly Dictionary<string, MergedAnswer> used = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Lookup> missing = new(StringComparer.Ordinal);

    /// <summary>The questions that were asked, with the answers to them.</summary>
    public IReadOnlyDictionary<string, MergedAnswer> Used => used;

    /// <summary>The questions that were asked and have no answer.</summary>
    public IReadOnlyDictionary<string, Lookup> Missing => missing;

    /// <inheritdoc/>
    public IReadOnlySet<string> Kinds => description.Kinds;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, FieldType>? Fields => description.Fields.Count > 0 ? description.Fields : null;

    /// <inheritdoc/>
    public IReadOnlyList<string> WordFields => description.WordFields;

    /// <inheritdoc/>
    public bool HasExactForms => description.HasExactForms;

    /// <inheritdoc/>
    public IReadOnlyList<TextAnalysis> Analyses { get; } = [.. description.Languages.Select(TextLanguages.OfCode)];

    /// <inheritdoc/>
    public QueryParts Forbidden => description.Forbidden;

    /// <inheritdoc/>
    public bool HasSynonyms => description.HasSynonyms;

    /// <inheritdoc/>
    public long Articles => description.Articles;

    /// <inheritdoc/>
    public TextAnalysis AnalysisFor(string? language) => TextLanguages.Find(language) ?? TextLanguages.OfCode(description.Language);

    /// <inheritdoc/>
    public T Ask<T>(Lookup<T> lookup, SearchBudget budget)
        where T : class
    {
        var question = KeyOf(lookup);
        if (known(question) is { } answer)
        {
            used[question] = answer;
            return lookup.Read(new(answer.Bytes));
        }

        missing[question] = lookup;
        return lookup.Unknown;
    }

    /// <summary>A question as its bytes, a character each.</summary>
    public static string KeyOf(Lookup lookup)
    {
        var writer = new MessageWriter();
        LookupTable.Write(writer, lookup);
        return Encoding.Latin1.GetString(writer.Written.Span);
    }
}
