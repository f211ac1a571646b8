using Lucene.Net.Index;

using SearchCore.Queries;
using SearchCore.Queries.Syntax;
using SearchCore.Schema;

namespace SearchCore.Searching.Running;

/// <summary>Tells whoever asks for a member of articles that is stored and not declared as a field that it is there.</summary>
internal static class StoredMembers
{
    // Only what articles have in common is worth looking for, and a misspelt name must not cost more than a query.
    private const int MostArticles = 256, MostNames = 8;

    private static readonly HashSet<string> MemberAlone = [FieldNames.Member];

    /// <summary>What was read, with unknown fields that are members of articles named so.</summary>
    /// <param name="read">What was read.</param>
    /// <param name="reader">The articles that may be known of.</param>
    public static QueryParseResult Named(QueryParseResult read, IndexReader reader)
    {
        if (!read.Diagnostics.Any(IsUnknown))
        {
            return read;
        }

        var members = Of(reader);
        return members.Count == 0 ? read : read.Saying([.. read.Diagnostics.Select(d => Named(read.Text, d, members))]);
    }

    private static QueryDiagnostic Named(string text, QueryDiagnostic fault, HashSet<string> members) =>
        IsUnknown(fault) && members.TryGetValue(text[fault.Start..fault.End].TrimEnd(':'), out var member)
            ? SyntaxFaults.StoredOnly(fault, member)
            : fault;

    private static bool IsUnknown(QueryDiagnostic fault) => fault.Code == SyntaxFaults.UnknownFieldCode;

    // The newest articles of each segment say what the archive is like today.
    private static HashSet<string> Of(IndexReader reader)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var leaves = reader.Leaves;
        var share = Math.Max(MostNames, MostArticles / Math.Max(leaves.Count, 1));
        foreach (var leaf in leaves)
        {
            var live = leaf.AtomicReader.LiveDocs;
            for (int doc = leaf.AtomicReader.MaxDoc - 1, left = share; doc >= 0 && left > 0; doc--)
            {
                if (live?.Get(doc) == false)
                {
                    continue;
                }

                left--;
                foreach (var value in leaf.AtomicReader.Document(doc, MemberAlone).GetValues(FieldNames.Member))
                {
                    names.Add(value[..Math.Max(value.IndexOf(':', StringComparison.Ordinal), 0)]);
                }
            }
        }

        return names;
    }
}
