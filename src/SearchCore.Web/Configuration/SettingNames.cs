using System.Reflection;

using SearchCore.Hosting;

namespace SearchCore.Web.Configuration;

/// <summary>Finds settings that nothing reads: misspelled, they would hide nothing and limit nothing, and nobody would know.</summary>
internal static class SettingNames
{
    /// <summary>What is unknown in the service's section, each with where it stands.</summary>
    public static IEnumerable<string> Unknown(IConfigurationSection section) => Unknown(section, [typeof(ServiceOptions)]);

    private static IEnumerable<string> Unknown(IConfigurationSection section, Type[] types)
    {
        foreach (var child in section.GetChildren())
        {
            var property = types.Select(t => t.GetProperty(
                child.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)).FirstOrDefault(p => p is not null);
            if (property is null)
            {
                var known = types.SelectMany(t => t.GetProperties()).Where(p => p.SetMethod?.IsPublic == true).Select(p => p.Name);
                yield return $"{Place(child)} is no setting; there are {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
                continue;
            }

            foreach (var fault in Inside(child, property.PropertyType))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<string> Inside(IConfigurationSection section, Type type)
    {
        if (IsOwn(type))
        {
            return Unknown(section, [type]);
        }

        // Lists by number, and collections by their names, which are anything.
        var of = type.IsArray ? type.GetElementType()! : type.GenericTypeArguments.LastOrDefault();
        return of is not null && IsOwn(of)
            ? section.GetChildren().SelectMany(c => Unknown(c, of == typeof(CollectionOptions) ? [of, typeof(SearchCoreOptions)] : [of]))
            : [];
    }

    private static bool IsOwn(Type type) => type.Namespace == typeof(SettingNames).Namespace && type.IsClass;

    private static string Place(IConfigurationSection section) => section.Path[(ServiceOptions.Section.Length + 1)..];
}
