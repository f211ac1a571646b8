using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;

using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// A step of packing (Directory.Build.targets): copies a documentation file without what only we can see. A member stays if its type is
/// public and has a public or protected member of its name.
/// </summary>
/// <remarks>Assemblies are loaded from bytes: the build's process outlives the file, which the next build replaces.</remarks>
public sealed class PublicDocumentation : Task
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Required]
    public string Assembly { get; set; }

    [Required]
    public ITaskItem[] References { get; set; }

    [Required]
    public string Documentation { get; set; }

    [Required]
    public string Output { get; set; }

    public override bool Execute()
    {
        var files = References.GroupBy(r => Path.GetFileNameWithoutExtension(r.ItemSpec)).ToDictionary(g => g.Key, g => g.First().ItemSpec);
        var loaded = new Dictionary<string, Assembly>();
        ResolveEventHandler resolve = (sender, asked) =>
        {
            var name = new AssemblyName(asked.Name).Name;
            if (!loaded.TryGetValue(name, out var found) && files.TryGetValue(name, out var file))
            {
                loaded[name] = found = System.Reflection.Assembly.Load(File.ReadAllBytes(file));
            }

            return found;
        };
        AppDomain.CurrentDomain.AssemblyResolve += resolve;
        try
        {
            var types = System.Reflection.Assembly.Load(File.ReadAllBytes(Assembly)).GetExportedTypes();
            var members = new HashSet<string>(types.SelectMany(Names));
            var document = XDocument.Load(Documentation, LoadOptions.PreserveWhitespace);
            foreach (var member in document.Descendants("member").ToList())
            {
                if (!members.Contains(Name((string)member.Attribute("name"))))
                {
                    // With the line break and indentation before it.
                    (member.PreviousNode as XText)?.Remove();
                    member.Remove();
                }
            }

            Directory.CreateDirectory(Path.GetDirectoryName(Output));
            document.Save(Output, SaveOptions.DisableFormatting);
            return true;
        }
        finally
        {
            AppDomain.CurrentDomain.AssemblyResolve -= resolve;
        }
    }

    // T:Room.Type`1, M:Room.Type.Member``1(…): without the letter, the parameters and the number of a method's type parameters.
    private static string Name(string id)
    {
        var name = id.Substring(2).Split('(', '~')[0];
        var generic = name.IndexOf("``", StringComparison.Ordinal);
        return generic < 0 ? name : name.Substring(0, generic);
    }

    private static IEnumerable<string> Names(Type type)
    {
        var name = type.FullName.Replace('+', '.');
        return type.GetMembers(Declared).Where(IsSeen).Select(m => name + "." + m.Name.Replace('.', '#')).Concat(new[] { name });
    }

    private static bool IsSeen(MemberInfo member)
    {
        switch (member)
        {
            case MethodBase method:
                return method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;
            case FieldInfo field:
                return field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;
            case PropertyInfo property:
                return property.GetAccessors(true).Any(IsSeen);
            case EventInfo happening:
                return IsSeen(happening.AddMethod);
            default:
                return false; // nested types come by themselves
        }
    }
}
