using System.Text.Json;

using SearchCore.Queries;
using SearchCore.Queries.Json;
using SearchCore.Queries.Parsing;

namespace SearchCore;

/// <summary>Explanations in JSON.</summary>
internal static class ExplanationJson
{
    public static QueryExplanation Read(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (query, rewritten) = ((QueryParseResult?)null, (string?)null);
        var (clauses, warnings) = ((List<ClauseCost>?)null, new List<QueryDiagnostic>());
        var (formula, boost, weights) = ((string?)null, (string?)null, new List<ClauseWeight>());
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "query":
                    query = ParsedQueryJson.Read(ref reader, JsonRead.At(where, name));
                    break;
                case "rewritten":
                    rewritten = JsonRead.Text(ref reader, where, name);
                    break;
                case "clauses":
                    clauses = JsonRead.List(ref reader, where, name, ReadCost);
                    break;
                case "formula":
                    formula = JsonRead.TextOrNull(ref reader, where, name);
                    break;
                case "boost":
                    boost = JsonRead.TextOrNull(ref reader, where, name);
                    break;
                case "weights":
                    weights = JsonRead.List(ref reader, where, name, ReadWeight);
                    break;
                case "warnings":
                    warnings = JsonRead.List(ref reader, where, name, DiagnosticJson.Read);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new()
        {
            Query = query ?? throw JsonRead.Missing(where, "query"),
            Rewritten = rewritten ?? throw JsonRead.Missing(where, "rewritten"),
            Clauses = clauses ?? throw JsonRead.Missing(where, "clauses"),
            Formula = formula,
            Boost = boost,
            Weights = weights,
            Warnings = warnings,
        };
    }

    public static void Write(Utf8JsonWriter writer, QueryExplanation value)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("query"u8);
        ParsedQueryJson.Write(writer, value.Query);
        JsonWrite.Text(writer, "rewritten"u8, value.Rewritten);
        JsonWrite.List(writer, "clauses"u8, value.Clauses, Write);
        JsonWrite.TextIfAny(writer, "formula"u8, value.Formula);
        JsonWrite.TextIfAny(writer, "boost"u8, value.Boost);
        JsonWrite.List(writer, "weights"u8, value.Weights, Write);
        JsonWrite.List(writer, "warnings"u8, value.Warnings, DiagnosticJson.Write);
        writer.WriteEndObject();
    }

    public static ClauseWeight ReadWeight(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (clause, weight, articles, isPair) = ((string?)null, 0.0, 0L, false);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "clause":
                    clause = JsonRead.Text(ref reader, where, name);
                    break;
                case "weight":
                    weight = JsonRead.Number(ref reader, where, name);
                    break;
                case "articles":
                    articles = JsonRead.Long(ref reader, where, name);
                    break;
                case "ispair":
                    isPair = JsonRead.Flag(ref reader, where, name);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new()
        {
            Clause = clause ?? throw JsonRead.Missing(where, "clause"),
            Weight = weight,
            Articles = articles,
            IsPair = isPair,
        };
    }

    public static void Write(Utf8JsonWriter writer, ClauseWeight value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "clause"u8, value.Clause);
        writer.WriteNumber("weight"u8, value.Weight);
        writer.WriteNumber("articles"u8, value.Articles);
        writer.WriteBoolean("isPair"u8, value.IsPair);
        writer.WriteEndObject();
    }

    public static ClauseCost ReadCost(ref Utf8JsonReader reader, string where)
    {
        JsonRead.Begin(ref reader, where);
        var (clause, depth, articles, readsPositions) = ((string?)null, 0, 0L, false);
        while (JsonRead.Next(ref reader, out var name))
        {
            switch (JsonRead.Key(name))
            {
                case "clause":
                    clause = JsonRead.Text(ref reader, where, name);
                    break;
                case "depth":
                    depth = JsonRead.Int(ref reader, where, name);
                    break;
                case "articles":
                    articles = JsonRead.Long(ref reader, where, name);
                    break;
                case "readspositions":
                    readsPositions = JsonRead.Flag(ref reader, where, name);
                    break;
                default:
                    JsonRead.Skip(ref reader);
                    break;
            }
        }

        return new()
        {
            Clause = clause ?? throw JsonRead.Missing(where, "clause"),
            Depth = depth,
            Articles = articles,
            ReadsPositions = readsPositions,
        };
    }

    public static void Write(Utf8JsonWriter writer, ClauseCost value)
    {
        writer.WriteStartObject();
        JsonWrite.Text(writer, "clause"u8, value.Clause);
        writer.WriteNumber("depth"u8, value.Depth);
        writer.WriteNumber("articles"u8, value.Articles);
        writer.WriteBoolean("readsPositions"u8, value.ReadsPositions);
        writer.WriteEndObject();
    }
}
