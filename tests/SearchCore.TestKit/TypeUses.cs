using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace SearchCore.TestKit;

/// <summary>
/// Which types a built assembly's types use, read from its metadata and from the instructions of its methods. It misses what the compiler
/// leaves no trace of: constants, and names in <c>nameof</c>.
/// </summary>
public sealed class TypeUses
{
    private static readonly OpCode?[] OneByte = OpCodesOf(size: 1);
    private static readonly OpCode?[] TwoBytes = OpCodesOf(size: 2);

    private readonly MetadataReader reader;
    private readonly PEReader file;
    private readonly string assembly;
    private readonly Names names;
    private readonly Dictionary<UsedType, HashSet<UsedType>> uses = [];
    private HashSet<UsedType> seen = [];

    private TypeUses(PEReader file)
    {
        this.file = file;
        reader = file.GetMetadataReader();
        assembly = reader.GetString(reader.GetAssemblyDefinition().Name);
        names = new Names(this);
    }

    /// <summary>Each outermost type of an assembly, and the types of this and of other assemblies that it uses.</summary>
    public static IReadOnlyDictionary<UsedType, HashSet<UsedType>> Of(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var found = new TypeUses(file);
        foreach (var type in found.reader.TypeDefinitions)
        {
            found.Read(type);
        }

        return found.uses;
    }

    private static OpCode?[] OpCodesOf(int size)
    {
        var table = new OpCode?[256];
        foreach (var field in typeof(OpCodes).GetFields())
        {
            if (field.GetValue(null) is OpCode code && code.Size == size)
            {
                table[code.Value & 0xff] = code;
            }
        }

        return table;
    }

    private void Read(TypeDefinitionHandle handle)
    {
        var owner = NameOf(handle);
        if (!uses.TryGetValue(owner, out seen!))
        {
            uses.Add(owner, seen = []);
        }

        var type = reader.GetTypeDefinition(handle);
        Use(type.BaseType);
        Use(type.GetCustomAttributes());
        Use(type.GetGenericParameters());
        foreach (var i in type.GetInterfaceImplementations())
        {
            Use(reader.GetInterfaceImplementation(i).Interface);
        }

        foreach (var f in type.GetFields().Select(reader.GetFieldDefinition))
        {
            f.DecodeSignature(names, null);
            Use(f.GetCustomAttributes());
        }

        foreach (var p in type.GetProperties().Select(reader.GetPropertyDefinition))
        {
            p.DecodeSignature(names, null);
            Use(p.GetCustomAttributes());
        }

        foreach (var e in type.GetEvents().Select(reader.GetEventDefinition))
        {
            Use(e.Type);
            Use(e.GetCustomAttributes());
        }

        foreach (var m in type.GetMethods().Select(reader.GetMethodDefinition))
        {
            Read(m);
        }
    }

    private void Read(MethodDefinition method)
    {
        method.DecodeSignature(names, null);
        Use(method.GetCustomAttributes());
        Use(method.GetGenericParameters());
        foreach (var p in method.GetParameters())
        {
            Use(reader.GetParameter(p).GetCustomAttributes());
        }

        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }

        var body = file.GetMethodBody(method.RelativeVirtualAddress);
        foreach (var region in body.ExceptionRegions)
        {
            Use(region.CatchType);
        }

        if (!body.LocalSignature.IsNil)
        {
            reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(names, null);
        }

        ReadInstructions(body.GetILReader());
    }

    private void ReadInstructions(BlobReader il)
    {
        while (il.RemainingBytes > 0)
        {
            var value = il.ReadByte();
            var code = (value == 0xfe ? TwoBytes[il.ReadByte()] : OneByte[value])
                ?? throw new BadImageFormatException($"no instruction {value:x2}");
            switch (code.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType
                    or OperandType.InlineSig:
                    Use((EntityHandle)MetadataTokens.Handle(il.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    var targets = il.ReadInt32();
                    il.Offset += 4 * targets;
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    il.Offset += 1;
                    break;
                case OperandType.InlineVar:
                    il.Offset += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    il.Offset += 8;
                    break;
                default:
                    il.Offset += 4;
                    break;
            }
        }
    }

    private void Use(GenericParameterHandleCollection parameters)
    {
        foreach (var p in parameters.Select(reader.GetGenericParameter))
        {
            Use(p.GetCustomAttributes());
            foreach (var c in p.GetConstraints())
            {
                Use(reader.GetGenericParameterConstraint(c).Type);
            }
        }
    }

    private void Use(CustomAttributeHandleCollection attributes)
    {
        foreach (var a in attributes.Select(reader.GetCustomAttribute))
        {
            Use(a.Constructor);
            a.DecodeValue(names);
        }
    }

    private void Use(EntityHandle handle)
    {
        if (handle.IsNil)
        {
            return;
        }

        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                seen.Add(NameOf((TypeDefinitionHandle)handle));
                break;
            case HandleKind.TypeReference:
                seen.Add(NameOf((TypeReferenceHandle)handle));
                break;
            case HandleKind.TypeSpecification:
                reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(names, null);
                break;
            case HandleKind.FieldDefinition:
                var field = reader.GetFieldDefinition((FieldDefinitionHandle)handle);
                Use(field.GetDeclaringType());
                field.DecodeSignature(names, null);
                break;
            case HandleKind.MethodDefinition:
                var method = reader.GetMethodDefinition((MethodDefinitionHandle)handle);
                Use(method.GetDeclaringType());
                method.DecodeSignature(names, null);
                break;
            case HandleKind.MethodSpecification:
                var instance = reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                instance.DecodeSignature(names, null);
                Use(instance.Method);
                break;
            case HandleKind.MemberReference:
                var member = reader.GetMemberReference((MemberReferenceHandle)handle);
                Use(member.Parent);
                if (member.GetKind() == MemberReferenceKind.Field)
                {
                    member.DecodeFieldSignature(names, null);
                }
                else
                {
                    member.DecodeMethodSignature(names, null);
                }

                break;
            case HandleKind.StandaloneSignature:
                reader.GetStandaloneSignature((StandaloneSignatureHandle)handle).DecodeMethodSignature(names, null);
                break;
            default:
                throw new BadImageFormatException($"no use of {handle.Kind} is known");
        }
    }

    private UsedType NameOf(TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer ? NameOf(outer)
            : new UsedType(assembly, reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    private UsedType NameOf(TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            return NameOf((TypeReferenceHandle)type.ResolutionScope);
        }

        var scope = type.ResolutionScope.Kind == HandleKind.AssemblyReference
            ? reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name) : assembly;
        return new UsedType(scope, reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    /// <summary>Told of every type in a signature or in an attribute's values.</summary>
    private sealed class Names(TypeUses uses) : ISignatureTypeProvider<string?, object?>, ICustomAttributeTypeProvider<string?>
    {
        private const string SystemType = "System.Type";

        public string? GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
            Use(uses.NameOf(handle));

        public string? GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
            Use(uses.NameOf(handle));

        public string? GetTypeFromSpecification(
            MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind)
        {
            uses.Use(handle);
            return null;
        }

        /// <summary>A <c>typeof</c> in an attribute's values, as text.</summary>
        public string? GetTypeFromSerializedName(string name)
        {
            Use(TypeName.Parse(name));
            return name;
        }

        private string Use(UsedType type)
        {
            uses.seen.Add(type);
            return $"{type.Namespace}.{type.Name}";
        }

        private void Use(TypeName type)
        {
            if (type.IsConstructedGenericType)
            {
                foreach (var argument in type.GetGenericArguments())
                {
                    Use(argument);
                }

                Use(type.GetGenericTypeDefinition());
            }
            else if (type.IsArray || type.IsPointer || type.IsByRef)
            {
                Use(type.GetElementType());
            }
            else if (type.IsNested)
            {
                Use(type.DeclaringType);
            }
            else
            {
                Use(new UsedType(type.AssemblyName?.Name ?? uses.assembly, type.Namespace, type.Name));
            }
        }

        public PrimitiveTypeCode GetUnderlyingEnumType(string? type) => PrimitiveTypeCode.Int32;

        public bool IsSystemType(string? type) => type == SystemType;

        public string? GetSystemType() => SystemType;

        public string? GetPrimitiveType(PrimitiveTypeCode typeCode) => null;

        public string? GetSZArrayType(string? elementType) => null;

        public string? GetArrayType(string? elementType, ArrayShape shape) => null;

        public string? GetByReferenceType(string? elementType) => null;

        public string? GetPointerType(string? elementType) => null;

        public string? GetPinnedType(string? elementType) => null;

        public string? GetFunctionPointerType(MethodSignature<string?> signature) => null;

        public string? GetGenericInstantiation(string? genericType, ImmutableArray<string?> typeArguments) => null;

        public string? GetGenericMethodParameter(object? genericContext, int index) => null;

        public string? GetGenericTypeParameter(object? genericContext, int index) => null;

        public string? GetModifiedType(string? modifier, string? unmodifiedType, bool isRequired) => null;
    }
}
