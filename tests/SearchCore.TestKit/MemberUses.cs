using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace SearchCore.TestKit;

/// <summary>
/// Which public members of an assembly there are to test, and which of them other assemblies name in their code. Overloads count as one.
/// </summary>
/// <remarks>
/// A type that derives from another or implements it names the members that it has of it. Not counted: values of enums and constants, which
/// leave no trace in compiled code; what the compiler and generators write, and what every object has; members that implement an interface
/// or override a base, which are used by its name.
/// </remarks>
public static class MemberUses
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private const byte GenericInstance = 0x15;

    private static readonly HashSet<string> OfObjects =
        [nameof(Equals), nameof(GetHashCode), nameof(ToString), "op_Equality", "op_Inequality", "Deconstruct", "<Clone>$", "PrintMembers"];

    /// <summary>The public members of an assembly, as <c>Namespace.Type.Member</c>.</summary>
    public static IEnumerable<string> PublicOf(Assembly assembly) =>
        from type in assembly.GetExportedTypes()
        where !type.IsEnum && !typeof(Delegate).IsAssignableFrom(type) && !typeof(JsonSerializerContext).IsAssignableFrom(type)
        from name in type.GetMembers(Own).Where(m => Counts(m, type)).Select(m => m.Name).Distinct(StringComparer.Ordinal)
        select $"{type.FullName!.Replace('+', '.')}.{name}";

    /// <summary>The members that an assembly's code names, of this and of other assemblies; a property is one member.</summary>
    /// <param name="path">The assembly's file.</param>
    public static HashSet<string> NamedIn(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in reader.MemberReferences.Select(reader.GetMemberReference))
        {
            if (TypeOf(reader, member.Parent) is { } type)
            {
                named.Add($"{type}.{Property(reader.GetString(member.Name))}");
            }
        }

        foreach (var type in reader.TypeDefinitions.Select(reader.GetTypeDefinition))
        {
            var above = type.GetInterfaceImplementations().Select(i => reader.GetInterfaceImplementation(i).Interface)
                .Append(type.BaseType);
            foreach (var name in above.Where(t => !t.IsNil).Select(t => TypeOf(reader, t)).OfType<string>())
            {
                named.UnionWith(type.GetMethods().Select(m =>
                    $"{name}.{Property(reader.GetString(reader.GetMethodDefinition(m).Name))}"));
            }
        }

        return named;
    }

    private static bool Counts(MemberInfo member, Type type) => member switch
    {
        Type => false,
        FieldInfo field => !field.IsLiteral,
        MethodInfo method => !method.IsSpecialName && !IsInherited(method, type) && Written(method),
        PropertyInfo property => Written(property) && property.Name != "EqualityContract"
            && property.GetAccessors() is [var accessor, ..] && !IsInherited(accessor, type),
        ConstructorInfo => type is { IsAbstract: false } && !type.IsValueType,
        EventInfo => true,
        _ => false,
    } && !OfObjects.Contains(member.Name);

    private static bool Written(MemberInfo member) =>
        !member.IsDefined(typeof(CompilerGeneratedAttribute)) && !OfObjects.Contains(member.Name);

    private static bool IsInherited(MethodInfo method, Type type) =>
        method.GetBaseDefinition() != method
        || (!type.IsInterface && type.GetInterfaces().Any(i => type.GetInterfaceMap(i).TargetMethods.Contains(method)));

    private static string Property(string name) =>
        name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal)
            || name.StartsWith("add_", StringComparison.Ordinal) ? name[4..] : name;

    private static string? TypeOf(MetadataReader reader, EntityHandle parent)
    {
        switch (parent.Kind)
        {
            case HandleKind.TypeReference:
                var type = reader.GetTypeReference((TypeReferenceHandle)parent);
                return type.ResolutionScope.Kind == HandleKind.TypeReference
                    ? $"{TypeOf(reader, type.ResolutionScope)}.{reader.GetString(type.Name)}"
                    : $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
            case HandleKind.TypeSpecification:
                var signature = reader.GetBlobReader(reader.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
                if (signature.ReadByte() != GenericInstance)
                {
                    return null;
                }

                signature.ReadByte();
                return TypeOf(reader, signature.ReadTypeHandle());
            default:
                return null;
        }
    }
}
