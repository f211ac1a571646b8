using System.Text.Json;

using SearchCore.Articles;
using SearchCore.Queries;
using SearchCore.Queries.Parsing;

namespace SearchCore.Json;

/// <summary>
/// Writes values as <see cref="SearchCoreJson"/> has them, straight into a writer of one's own and without a serializer: nothing is looked
/// up or generated, so that a short run does not wait for it.
/// </summary>
public static class SearchCoreJsonWriter
{
    /// <summary>Writes results, with the query in front that they answer.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="results">The results.</param>
    /// <param name="query">The query's text, as the member <c>query</c>; null to leave it out.</param>
    public static void Write(Utf8JsonWriter writer, SearchResults results, string? query = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(results);
        writer.WriteStartObject();
        if (query is not null)
        {
            writer.WriteString("query"u8, query);
        }

        ResultsWriter.WriteMembers(writer, results);
        writer.WriteEndObject();
    }

    /// <summary>Writes a hit; in a batch with the query it answers and its place among that query's hits.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="hit">The hit.</param>
    /// <param name="queryId">The query's id, as the member <c>queryId</c>; null to leave it and the rank away.</param>
    /// <param name="rank">The hit's place, from 1, as the member <c>rank</c>.</param>
    public static void Write(Utf8JsonWriter writer, SearchHit hit, string? queryId = null, int rank = 0)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(hit);
        writer.WriteStartObject();
        if (queryId is not null)
        {
            writer.WriteString("queryId"u8, queryId);
            writer.WriteNumber("rank"u8, rank);
        }

        HitJson.WriteMembers(writer, hit);
        writer.WriteEndObject();
    }

    /// <summary>
    /// Writes an article in the form in which it is read (JSON lines): what is written so can be indexed again. The other form, of
    /// <see cref="StoredArticle"/>, is the serializer's.
    /// </summary>
    public static void Write(Utf8JsonWriter writer, Article article)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(article);
        ArticleLineWriter.Write(writer, article, [], fields: null, note: null);
    }

    /// <summary>
    /// Writes a stored article in the form in which it is read, as exports have it. What was recognized in it stands apart, as
    /// <c>_recognized</c>, which a reader passes over: it is recognized anew there, and does not become what the article came with.
    /// </summary>
    /// <param name="writer">Where to.</param>
    /// <param name="stored">The article.</param>
    /// <param name="fields">The members wanted, by their names in this form; <c>id</c> always is. Null or empty for all.</param>
    /// <param name="note">What somebody noted of it, as <c>_note</c>; null for nothing.</param>
    public static void WriteExported(
        Utf8JsonWriter writer, StoredArticle stored, IReadOnlyList<string>? fields = null, string? note = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(stored);
        ArticleLineWriter.Write(writer, stored.Article, stored.Recognized, fields, note);
    }

    /// <summary>Writes a near-duplicate.</summary>
    public static void Write(Utf8JsonWriter writer, NearArticle near)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(near);
        StoryJson.Write(writer, near);
    }

    /// <summary>Writes a story.</summary>
    public static void Write(Utf8JsonWriter writer, Story story)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(story);
        StoryJson.Write(writer, story);
    }

    /// <summary>Writes how a query was understood.</summary>
    public static void Write(Utf8JsonWriter writer, QueryParseResult parsed)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(parsed);
        ParsedQueryJson.Write(writer, parsed);
    }

    /// <summary>Writes what a load did.</summary>
    public static void Write(Utf8JsonWriter writer, IndexingReport report)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(report);
        IndexingReportJson.Write(writer, report);
    }

    /// <summary>Writes figures about an index.</summary>
    public static void Write(Utf8JsonWriter writer, IndexStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(statistics);
        IndexReportsJson.Write(writer, statistics);
    }
}
