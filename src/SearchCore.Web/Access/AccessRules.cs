using Microsoft.Extensions.Options;

using SearchCore.Queries;
using SearchCore.Web.Collections;
using SearchCore.Web.Configuration;

namespace SearchCore.Web.Access;

/// <summary>What the configuration lets somebody do and see. Thread-safe.</summary>
internal sealed class AccessRules(IOptions<ServiceOptions> options)
{
    private const string Anybody = "*", Ingesters = "ingest", Deleters = "delete", Operators = "admin";

    /// <summary>Whether somebody may do something in a collection.</summary>
    public bool May(Reader reader, Collection collection, Permission permission)
    {
        if (collection.IsReadOnly && permission is (Permission.Ingest or Permission.Delete or Permission.Restore))
        {
            return false;
        }

        return !options.Value.Access.IsConfigured || Roles(collection.Options.Allow, permission)
            .Any(role => role == Anybody || reader.Roles.Contains(role));
    }

    /// <summary>All that somebody may do in a collection, as the API names it.</summary>
    public IReadOnlyList<string> All(Reader reader, Collection collection) =>
        [.. Enum.GetValues<Permission>().Where(p => May(reader, collection, p)).Select(p => p.ToString().ToLowerInvariant())];

    /// <summary>Which articles of a collection there are for somebody; null for all.</summary>
    public SearchScope? ScopeOf(Reader reader, Collection collection)
    {
        if (reader.Kind == SignIn.Embedded)
        {
            return null;
        }

        List<QueryNode> conditions = [];
        foreach (var rule in options.Value.Access.Scopes)
        {
            if ((rule.Collections.Length == 0 || rule.Collections.Contains(collection.Name, StringComparer.Ordinal))
                && !rule.Except.Any(reader.Roles.Contains))
            {
                var values = reader.Claims[rule.Claim].Where(v => v.Length > 0).Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal).ToArray();
                conditions.Add(SearchScope.Having(rule.Kind, values).Articles);
            }
        }

        return conditions.Count switch
        {
            0 => null,
            1 => new(conditions[0]),
            _ => new(QueryNode.And([.. conditions])),
        };
    }

    private static string[] Roles(AllowOptions allow, Permission permission) => permission switch
    {
        Permission.Read => allow.Read ?? [Anybody],
        Permission.Export => allow.Export ?? allow.Read ?? [Anybody],
        Permission.Ingest => allow.Ingest ?? [Ingesters],
        Permission.Delete => allow.Delete ?? [Deleters],
        Permission.Restore => allow.Restore ?? [Operators],
        _ => allow.Snapshot ?? [Operators],
    };
}
