using SearchCore.Hosting;
using SearchCore.Web.Configuration;

namespace SearchCore.Web.Collections;

/// <summary>Finds indexes that this version or these settings cannot use as they are, before anything opens them.</summary>
internal static class OtherVersions
{
    /// <summary>Says of a collection what is to be done about its index, if anything is.</summary>
    public static void Look(CollectionOptions collection, SearchCoreOptions options)
    {
        var problem = ProblemOf(options);
        (collection.Problem, collection.ProblemFolder) = (problem?.Message, problem?.IndexPath);
    }

    /// <summary>
    /// What is to be done about an index; null where it can be opened, where there is none yet, and where something else is wrong with it,
    /// which ends the start.
    /// </summary>
    public static IndexException? ProblemOf(SearchCoreOptions options)
    {
        if (options.InMemory || !Directory.Exists(options.Path))
        {
            return null;
        }

        try
        {
            using var index = ArticleIndex.Open(options.Path, new()
            {
                Access = IndexAccess.ReadOnly,
                Language = options.Language,
                ExactForms = options.ExactForms,
                Fields = options.Fields is { } fields ? [.. fields.Select(FieldDeclaration.Parse)] : null,
            });
            return null;
        }
        catch (IndexException e) when (e.Fault == IndexFault.Version)
        {
            return e;
        }
        catch (Exception e) when (e is IOException or ArgumentException or FormatException)
        {
            return null;
        }
    }
}
