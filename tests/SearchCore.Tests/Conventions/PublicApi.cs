using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace SearchCore.Tests.Conventions;

/// <summary>Writes an assembly's public surface down as text, one member a line, in an order that does not change by itself.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{Keyword(type)} {Name(type, full: true)}{Bases(type)}\n");
            foreach (var line in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Every type that a public or protected signature of the assembly names.</summary>
    public static IEnumerable<(string Where, Type Type)> TypesInSignatures(Assembly assembly)
    {
        foreach (var type in assembly.GetExportedTypes())
        {
            foreach (var named in type.GetInterfaces().Append(type.BaseType).OfType<Type>().SelectMany(Parts))
            {
                yield return (type.FullName!, named);
            }

            foreach (var member in type.GetMembers(Declared).Where(IsVisible))
            {
                var types = member switch
                {
                    MethodBase method => method.GetParameters().Select(p => p.ParameterType)
                        .Append((method as MethodInfo)?.ReturnType ?? typeof(void)),
                    PropertyInfo property => [property.PropertyType],
                    FieldInfo field => [field.FieldType],
                    EventInfo @event => [@event.EventHandlerType!],
                    _ => Enumerable.Empty<Type>(),
                };
                foreach (var named in types.SelectMany(Parts))
                {
                    yield return ($"{type.FullName}.{member.Name}", named);
                }
            }
        }
    }

    private static IEnumerable<Type> Parts(Type type)
    {
        yield return type.HasElementType ? type.GetElementType()! : type;
        foreach (var argument in type.GetGenericArguments().SelectMany(Parts))
        {
            yield return argument;
        }
    }

    private static string Keyword(Type type) =>
        type.IsEnum ? "enum"
        : type.IsInterface ? "interface"
        : type.IsValueType ? "struct"
        : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class" : "class";

    private static string Bases(Type type)
    {
        var bases = type.GetInterfaces().Where(i => i.IsPublic && i.Name != "IEquatable`1")
            .Select(i => Name(i)).Order(StringComparer.Ordinal).ToList();
        if (type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum))
        {
            bases.Insert(0, Name(b));
        }

        return type.IsEnum || bases.Count == 0 ? string.Empty : $" : {string.Join(", ", bases)}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        foreach (var member in type.GetMembers(Declared).Where(IsVisible))
        {
            switch (member)
            {
                case FieldInfo field when type.IsEnum && field.IsStatic:
                    yield return $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}";
                    break;
                case FieldInfo { IsSpecialName: false } field:
                    var kind = field.IsLiteral ? "const " : field.IsStatic ? "static " : string.Empty;
                    var value = field.IsLiteral ? $" = {TypeText.Literal(field.GetRawConstantValue(), field.FieldType)}" : string.Empty;
                    yield return $"{kind}{TypeText.Of(field)} {field.Name}{value}";
                    break;
                case PropertyInfo property:
                    yield return Property(property);
                    break;
                case EventInfo { EventHandlerType: { } handler } @event:
                    yield return $"event {Name(handler)} {@event.Name}";
                    break;
                case ConstructorInfo { IsStatic: false } constructor:
                    yield return $"new({Parameters(constructor)})";
                    break;
                case MethodInfo method when IsListed(method):
                    yield return $"{Static(method)}{TypeText.Of(method)} {method.Name}{TypeArguments(method)}({Parameters(method)})";
                    break;
            }
        }
    }

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsVisible)
            .Select(a => a.ReturnType != typeof(void) ? "get;" : IsInit(a) ? "init;" : "set;");
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : string.Empty;
        var index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{Parameters(parameters)}]" : string.Empty;
        return $"{Static(property.GetAccessors(true)[0])}{required}{TypeText.Of(property)} {property.Name}{index} "
            + $"{{ {string.Join(' ', accessors.Order(StringComparer.Ordinal))} }}";
    }

    // Accessors stand with their property or event; operators are methods.
    private static bool IsListed(MethodInfo method) =>
        (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && !IsGenerated(method);

    private static string TypeArguments(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : string.Empty;

    private static bool IsGenerated(MethodInfo method) =>
        method.IsDefined(typeof(CompilerGeneratedAttribute))
        || method.Name is "PrintMembers" or "ToString" or "GetHashCode" or "Equals" or "Deconstruct" or "<Clone>$";

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit");

    private static string Static(MethodBase method) => method.IsStatic ? "static " : string.Empty;

    private static string Parameters(MethodBase method) => Parameters(method.GetParameters());

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(TypeText.Declaration));

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed),
        FieldInfo field => field.IsPublic,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        EventInfo => true,
        _ => false,
    };

    private static string Name(Type type, bool full = false) => TypeText.Of(type, full);
}
