using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SearchCore.Tests.Conventions;

/// <summary>Writes types as C# does: with its keywords, and with a question mark where null may come or go.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(char)] = "char",
        [typeof(decimal)] = "decimal",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(void)] = "void",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
    };

    public static string Of(FieldInfo field) => Of(field.FieldType, new NullabilityInfoContext().Create(field));

    public static string Of(PropertyInfo property) => Of(property.PropertyType, new NullabilityInfoContext().Create(property));

    /// <summary>What a method returns.</summary>
    public static string Of(MethodInfo method) => Of(method.ReturnType, new NullabilityInfoContext().Create(method.ReturnParameter));

    /// <summary>A type of which nothing is known about null.</summary>
    /// <param name="type">The type.</param>
    /// <param name="full">Whether its namespace is written.</param>
    public static string Of(Type type, bool full = false) => Of(type, null, full);

    /// <summary>A parameter as it stands in its method: how it is passed, its type, its name and its default.</summary>
    public static string Declaration(ParameterInfo parameter)
    {
        var isParams = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute));
        var passed = isParams ? "params "
            : !parameter.ParameterType.IsByRef ? string.Empty
            : parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref ";
        var value = parameter.HasDefaultValue ? $" = {Literal(parameter.DefaultValue, parameter.ParameterType)}" : string.Empty;
        return $"{passed}{Of(parameter.ParameterType, new NullabilityInfoContext().Create(parameter))} {parameter.Name}{value}";
    }

    /// <summary>A constant as it stands in code.</summary>
    public static string Literal(object? value, Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return value switch
        {
            null => type.IsValueType && bare == type ? "default" : "null",
            bool flag => flag ? "true" : "false",
            string text => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
            char character => $"'{character}'",
            _ when bare.IsEnum => $"{bare.Name}.{Enum.ToObject(bare, value)}",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    private static string Of(Type type, NullabilityInfo? nullability, bool full = false)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!, nullability?.ElementType ?? nullability);
        }

        // What is known of T? is known of T's own arguments; null in a bare type parameter depends on what stands for it.
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return $"{Bare(inner, nullability, full: false)}?";
        }

        var mayBeNull = !type.IsValueType && !type.IsGenericParameter
            && (nullability?.ReadState == NullabilityState.Nullable || nullability?.WriteState == NullabilityState.Nullable);
        return Bare(type, nullability, full) + (mayBeNull ? "?" : string.Empty);
    }

    private static string Bare(Type type, NullabilityInfo? nullability, bool full)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!, nullability?.ElementType)}[]";
        }

        var name = full ? type.FullName! : type.Name;
        if (!type.IsGenericType)
        {
            return name;
        }

        var known = nullability?.GenericTypeArguments;
        var arguments = type.GetGenericArguments().Select((a, i) => Of(a, known is not null && i < known.Length ? known[i] : null));
        return $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", arguments)}>";
    }
}
