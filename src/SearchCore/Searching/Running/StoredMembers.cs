using SearchCore.Queries;
using SearchCore.Queries.Syntax;
using SearchCore.Searching.Lookups;
using SearchCore.Searching.Snapshots;

namespace SearchCore.Searching.Running;

/// <summary>Tells whoever asks for a member of articles that is stored and not declared as a field that it is there.</summary>
internal static class StoredMembers
{
    /// <summary>What was read, with unknown fields that are members of articles named so.</summary>
    /// <param name="read">What was read.</param>
    /// <param name="terms">The articles that may be known of.</param>
    public static QueryParseResult Named(QueryParseResult read, ITermView terms)
    {
        if (!read.Diagnostics.Any(IsUnknown))
        {
            return read;
        }

        var members = terms.Ask(new MembersOfArticles(), Budget.SearchBudget.Unlimited).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return members.Count == 0 ? read : read.Saying([.. read.Diagnostics.Select(d => Named(read.Text, d, members))]);
    }

    private static QueryDiagnostic Named(string text, QueryDiagnostic fault, HashSet<string> members) =>
        IsUnknown(fault) && members.TryGetValue(text[fault.Start..fault.End].TrimEnd(':'), out var member)
            ? SyntaxFaults.StoredOnly(fault, member)
            : fault;

    private static bool IsUnknown(QueryDiagnostic fault) => fault.Code == SyntaxFaults.UnknownFieldCode;
}
